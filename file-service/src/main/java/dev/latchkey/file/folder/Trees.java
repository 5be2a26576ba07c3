package dev.latchkey.file.folder;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Arrays;

/**
 * The trees of the accounts: each has one root, a quota, and one change at a time. Whoever changes a tree locks it first, in the transaction
 * that makes the change; then names cannot be taken twice, folders cannot vanish under an upload, and the usage adds up.
 */
@ApplicationScoped
public final class Trees {

    private final TreeRepository rows;
    private final Clock clock;

    Trees(TreeRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** Makes the caller's tree on their first call, and remembers the quota that auth-service last vouched for. */
    @Transactional
    public void open(Caller caller) {
        long owner = caller.account().value();
        long quota = Math.max(0, caller.quota());
        TreeEntity tree = rows.findById(owner);
        if (tree == null) {
            rows.make(owner, quota, clock.instant());
            return;
        }
        if (tree.quota != quota) {
            rows.update("quota = ?1 where owner = ?2", quota, owner);
        }
    }

    /** Locks the trees of these owners until the transaction ends, always in the same order, so that two movers cannot lock each other out. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(AccountId... owners) {
        Arrays.stream(owners).mapToLong(AccountId::value).distinct().sorted().forEach(rows::lock);
    }

    /**
     * Counts bytes that came into a locked tree, or left it if negative.
     *
     * @throws dev.latchkey.protocol.error.ApiException {@link ApiError#OVER_QUOTA} if there is no room for more
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void charge(AccountId owner, long bytes) {
        TreeEntity tree = rows.lock(owner.value());
        ApiError.OVER_QUOTA.when(bytes > 0 && bytes > tree.quota - tree.used);
        tree.used += bytes;
    }

    /** How many bytes a locked tree may hold. */
    @Transactional(Transactional.TxType.MANDATORY)
    public long quota(AccountId owner) {
        return rows.lock(owner.value()).quota;
    }

    /** Bytes that still fit into a tree; negative if its quota was lowered below what is in it. */
    @Transactional
    public long room(AccountId owner) {
        TreeEntity tree = rows.findById(owner.value());
        return tree == null ? 0 : tree.quota - tree.used;
    }

    /** Bytes that an account stores; 0 for accounts that never called. */
    @Transactional
    public long used(AccountId owner) {
        TreeEntity tree = rows.findById(owner.value());
        return tree == null ? 0 : tree.used;
    }
}
