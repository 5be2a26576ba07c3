package dev.latchkey.protocol.error;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An {@link ApiError} on its way to the caller. What it says beyond the error's own text stays in the log. */
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ApiError error;
    private final transient Map<String, Object> extras = new LinkedHashMap<>();

    ApiException(ApiError error) {
        super(error.name() + " (" + error.code() + ")");
        this.error = error;
    }

    ApiException(ApiError error, String detail) {
        super(error.name() + " (" + error.code() + "): " + detail);
        this.error = error;
    }

    /** What the caller is told. */
    public ApiError error() {
        return error;
    }

    /** Adds a field to the error reply, such as {@code minspeed} to 2011. */
    public ApiException with(String field, Object value) {
        extras.put(field, value);
        return this;
    }

    /** Adds the failure that led here, for the log. */
    public ApiException because(Throwable cause) {
        initCause(cause);
        return this;
    }

    /** The fields the error reply carries besides {@code result} and {@code error}, in the order they were added. */
    public Map<String, Object> extras() {
        return Collections.unmodifiableMap(extras);
    }
}
