package dev.latchkey.file.blob;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;

/** Opens the blob store when the service starts, so that a directory that cannot be written stops the start. */
@ApplicationScoped
class StoreMaker {

    @Produces
    @Singleton
    @Startup
    ManagedStore store(BlobConfig config, S3Config s3, DataSource database, Clock clock) {
        try {
            return switch (config.store()) {
                case DIRECTORY -> new DirectoryStore(config.directory(), clock);
                case S3 -> new S3Store(Buckets.open(s3), new JdbcLedger(database), disk(config.directory(), s3), clock);
            };
        } catch (IOException e) {
            throw new IllegalStateException(
                    "latchkey.file.blobs: the directory " + config.directory() + " cannot be used: " + e, e);
        }
    }

    void close(@Disposes ManagedStore store) throws IOException {
        store.close();
    }

    private static S3Store.Disk disk(Path directory, S3Config s3) {
        return new S3Store.Disk(
                directory,
                s3.copies().asLongValue(),
                s3.staging().asLongValue(),
                s3.copyFirst().asLongValue());
    }
}
