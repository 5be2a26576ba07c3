package dev.latchkey.file.blob;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Runs the store's sweep from time to time. */
@ApplicationScoped
class BlobSweep {

    private static final Logger LOG = Logger.getLogger(BlobSweep.class);

    private final ManagedStore store;
    private final BlobReferences references;
    private final BlobConfig config;

    BlobSweep(ManagedStore store, BlobReferences references, BlobConfig config) {
        this.store = store;
        this.references = references;
        this.config = config;
    }

    @Scheduled(
            every = "${latchkey.file.blobs.sweep-every:1h}",
            delayed = "${latchkey.file.blobs.first-sweep-after:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            ManagedStore.Swept swept = store.sweep(references, config.grace(), config.abandonedAfter());
            if (swept.blobs() + swept.leftovers() > 0) {
                LOG.infof("swept %d blobs and %d leftovers of uploads", swept.blobs(), swept.leftovers());
            }
        } catch (IOException e) {
            LOG.warnf("the rest is swept next time: %s", e.getMessage());
        }
    }
}
