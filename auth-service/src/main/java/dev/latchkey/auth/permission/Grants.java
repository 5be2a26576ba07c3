package dev.latchkey.auth.permission;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.GrantRequest;
import dev.latchkey.protocol.value.Right;
import java.util.List;
import java.util.Set;

/**
 * Port: the rights accounts were given on folders. A right on a folder holds for everything below it, so what counts
 * for a question are the grants on any of its folders, taken together; no grant takes a right away.
 */
public interface Grants {

    /**
     * The rights each question's account was given, in the questions' order; in one round trip, however many there are.
     */
    List<Set<Right>> given(List<AccessQuestion> questions);

    /** Puts the request's rights in the place of those the account had on that folder; no rights revoke the grant. */
    void put(GrantRequest grant);
}
