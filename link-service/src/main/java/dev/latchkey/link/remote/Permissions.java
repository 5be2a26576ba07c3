package dev.latchkey.link.remote;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import java.util.List;

/** Port: who may do what. */
public interface Permissions {

    /**
     * Decides. An answer may be up to a second old; no answer is never taken for one.
     *
     * @return one verdict per question, in the same order
     * @throws dev.latchkey.protocol.error.ApiException 5002, within two seconds, when nobody can tell
     */
    List<Verdict> decide(List<AccessQuestion> questions);

    /** Decides one question, as {@link #decide(List)} does. */
    default Verdict decide(AccessQuestion question) {
        return decide(List.of(question)).getFirst();
    }
}
