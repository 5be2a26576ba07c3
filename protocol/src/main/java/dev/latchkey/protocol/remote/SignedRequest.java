package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A request of the signed dialect, for auth-service to judge: only it holds the secrets.
 *
 * @param apiKey parameter {@code api_key}
 * @param text the signed text: the URL as the caller saw it, of a GET with its query less the signature, else without a query
 * @param signature parameter {@code signature}, hex
 * @param timestamp parameter {@code timestamp}, seconds since 1970
 * @param remoteAddress the caller's address: a key may be limited to some
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SignedRequest(
        String apiKey, String text, String signature, Optional<Long> timestamp, String remoteAddress) {

    /** Signatures stay out of logs. */
    @Override
    public String toString() {
        return "SignedRequest[remoteAddress=" + remoteAddress + "]";
    }
}
