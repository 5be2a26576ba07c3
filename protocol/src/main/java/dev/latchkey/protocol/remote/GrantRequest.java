package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gives an account rights on a folder and all below it, in place of those it had there.
 *
 * @param account who gets them
 * @param folder the folder's real id (never 0)
 * @param rights which; none revokes the grant
 */
public record GrantRequest(AccountId account, long folder, Set<Right> rights) {

    /** In the order of {@link Right}, so that equal requests are equal texts. */
    public GrantRequest {
        rights = Collections.unmodifiableSet(new TreeSet<>(rights));
    }
}
