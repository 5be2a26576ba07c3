package dev.latchkey.file.access;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import java.util.List;

/** Port: may these accounts do that? Only asked about folders that belong to somebody else. */
public interface Permissions {

    /**
     * Decides all questions at once.
     *
     * @return one verdict per question, in the same order
     * @throws dev.latchkey.protocol.error.ApiException {@link ApiError#INTERNAL_ERROR}, soon, when nobody can tell; never a guess
     */
    List<Verdict> decide(List<AccessQuestion> questions);
}
