package dev.latchkey.file.download;

import dev.latchkey.protocol.signedurl.KeyRingFile;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Reads the key ring when the service starts, so that a missing or weak one stops the start. */
@ApplicationScoped
class KeysMaker {

    @Produces
    @Singleton
    @Startup
    KeyRingFile keys(SignedUrlConfig config, Clock clock) {
        return new KeyRingFile(config.keysFile(), clock);
    }

    @Produces
    @Singleton
    SignedUrlCodec codec(KeyRingFile keys, SignedUrlConfig config) {
        return new SignedUrlCodec(keys::current, config.clockSkew());
    }
}
