package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import java.util.List;

/** Who may call an API method. */
public enum Access {
    /** Anyone; credentials are accepted and not looked at. */
    ANYONE,
    /** A caller who proves to be some account. */
    ACCOUNT(
            ApiError.LOG_IN_REQUIRED,
            ApiError.LOG_IN_FAILED,
            ApiError.INVALID_ACCESS_TOKEN,
            ApiError.TOO_MANY_LOGIN_TRIES);

    private final List<ApiError> errors;

    Access(ApiError... errors) {
        this.errors = List.of(errors);
    }

    /** The errors that the check itself may answer. */
    public List<ApiError> errors() {
        return errors;
    }
}
