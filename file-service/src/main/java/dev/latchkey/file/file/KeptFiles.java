package dev.latchkey.file.file;

import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.value.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** Older revisions and the trash of all accounts. */
@ApplicationScoped
class KeptFiles {

    /** So many go in one transaction, which holds the tree's lock. */
    private static final int BATCH = 100;

    private final KeptRepository rows;
    private final Trees trees;

    KeptFiles(KeptRepository rows, Trees trees) {
        this.rows = rows;
        this.trees = trees;
    }

    /**
     * What one transaction let go of.
     *
     * @param revisions older revisions
     * @param files deleted files
     * @param isBatchFull whether there may be more
     */
    record Purged(int revisions, int files, boolean isBatchFull) {

        static final Purged NOTHING = new Purged(0, 0, false);

        Purged plus(Purged more) {
            return new Purged(revisions + more.revisions, files + more.files, more.isBatchFull);
        }
    }

    /** The accounts of which something is to go; none while another replica purges. */
    @Transactional
    List<Long> owners(Retention retention, Instant now) {
        return rows.isOnlyPurge() ? rows.owners(retention, now) : List.of();
    }

    /** Lets go of what is due of one account, a batch of it; of nothing while another replica purges. */
    @Transactional
    Purged purge(long owner, Retention retention, Instant now) {
        if (!rows.isOnlyPurge()) {
            return Purged.NOTHING;
        }
        AccountId account = new AccountId(owner);
        trees.lock(account);
        KeptRepository.Page page = rows.kept(owner, retention, BATCH);
        List<Kept> due = retention.due(page.soonestFirst(), page.total(), trees.quota(account), now);
        rows.delete(due);
        int files = (int)
                due.stream().filter(kept -> kept.kind() == Kept.Kind.TRASH).count();
        return new Purged(due.size() - files, files, due.size() == BATCH);
    }
}
