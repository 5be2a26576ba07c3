package dev.latchkey.link.tuyu;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.latchkey.protocol.tuyu.TuyuRendering;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the dialect's rendering. */
final class Renderings {

    Renderings() {}

    @Produces
    @Singleton
    static TuyuRendering rendering() {
        return new TuyuRendering(JsonMapper.builder().build());
    }
}
