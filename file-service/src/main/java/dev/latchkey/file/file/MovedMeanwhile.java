package dev.latchkey.file.file;

import dev.latchkey.protocol.error.ApiError;
import java.util.function.Supplier;

/** A file that is not where it was found a moment ago: somewhere else the caller's rights may be others, so it has to be found again. */
final class MovedMeanwhile extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 20;

    MovedMeanwhile() {
        super(null, null, false, false);
    }

    /**
     * Finds a file and does something with it, from the beginning if it was moved between the two.
     *
     * @return what that returns; {@link ApiError#FILE_NOT_FOUND} if it is moved faster than anybody does
     */
    static <T> T again(Supplier<T> attempt) {
        for (int tries = 0; tries < MOST; tries++) {
            try {
                return attempt.get();
            } catch (MovedMeanwhile _) {
                // where it is now is looked up anew
            }
        }
        throw ApiError.FILE_NOT_FOUND.exception("it is moved again and again");
    }
}
