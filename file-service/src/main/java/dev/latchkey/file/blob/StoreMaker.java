package dev.latchkey.file.blob;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;

/** Opens the blob store when the service starts, so that a directory that cannot be written stops the start. */
@ApplicationScoped
class StoreMaker {

    @Produces
    @Singleton
    @Startup
    DirectoryStore store(BlobConfig config, Clock clock) {
        try {
            return new DirectoryStore(config.directory(), clock);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "latchkey.file.blobs: the directory " + config.directory() + " cannot be used: " + e, e);
        }
    }

    void close(@Disposes DirectoryStore store) throws IOException {
        store.close();
    }
}
