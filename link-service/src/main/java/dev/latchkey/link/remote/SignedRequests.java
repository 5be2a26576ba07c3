package dev.latchkey.link.remote;

import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.SignedRequest;

/** Port: who signed a request of the Tuyu dialect. Only auth-service holds the secrets to tell. */
public interface SignedRequests {

    /**
     * Finds out who signed.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2000 for an unknown key, a wrong signature, a stale timestamp or
     *     an address that the key is not for; 5000, within two seconds, when nobody can tell
     */
    Caller signer(SignedRequest request);
}
