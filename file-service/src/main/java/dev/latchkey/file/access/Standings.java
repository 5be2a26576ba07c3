package dev.latchkey.file.access;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out where callers stand. Never called inside a transaction: it may ask another service. */
@ApplicationScoped
public final class Standings {

    /** What the methods of this service ask about; links are link-service's business. */
    private static final List<Right> ASKED = List.of(Right.READ, Right.CREATE, Right.MODIFY, Right.DELETE);

    private final Permissions permissions;

    Standings(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * The caller's rights in a folder. Owners are not asked about.
     *
     * @param folders the folder and its ancestors by their real ids, the root first
     */
    public Standing of(AccountId caller, AccountId owner, List<Long> folders) {
        long root = folders.getFirst();
        if (caller.equals(owner)) {
            return Standing.ofOwner(owner, root);
        }
        List<Verdict> verdicts = permissions.decide(ASKED.stream()
                .map(right -> new AccessQuestion(caller, right, owner, folders))
                .toList());
        Set<Right> rights = EnumSet.noneOf(Right.class);
        for (int i = 0; i < ASKED.size(); i++) {
            switch (verdicts.get(i)) {
                case ALLOWED -> rights.add(ASKED.get(i));
                case DENIED, UNKNOWN_ACCOUNT -> {}
            }
        }
        return new Standing(caller, owner, root, rights);
    }
}
