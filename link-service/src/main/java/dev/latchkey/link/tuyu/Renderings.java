package dev.latchkey.link.tuyu;

import dev.latchkey.protocol.rpc.SharedBuffers;
import dev.latchkey.protocol.tuyu.TuyuRendering;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the dialect's rendering. */
final class Renderings {

    Renderings() {}

    @Produces
    @Singleton
    static TuyuRendering rendering() {
        return new TuyuRendering(SharedBuffers.mapper().build());
    }
}
