package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.IdentifyRequest;

/** Port: finds out who is calling. Each service has one bean of it; auth-service asks its own tables, the others ask auth-service. */
public interface Callers {

    /**
     * Judges a credential.
     *
     * @param credentials at least one kind is present
     * @return the caller; never a guess
     * @throws dev.latchkey.protocol.error.ApiException {@link ApiError#LOG_IN_FAILED}, {@link ApiError#INVALID_ACCESS_TOKEN},
     *     {@link ApiError#TOO_MANY_LOGIN_TRIES}, or {@link ApiError#INTERNAL_ERROR} soon when nobody can tell
     */
    Identified identify(IdentifyRequest credentials);
}
