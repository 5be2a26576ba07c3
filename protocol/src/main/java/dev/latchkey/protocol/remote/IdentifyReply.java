package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What became of a credential: a token, or the error the caller gets.
 *
 * @param token a user JWT, short-lived
 * @param auth the session token that was asked for
 * @param error the {@code ApiError} code when the credential was refused
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record IdentifyReply(Optional<String> token, Optional<String> auth, Optional<Integer> error) {

    /** A refusal with the given {@code ApiError} code. */
    public static IdentifyReply refused(int error) {
        return new IdentifyReply(Optional.empty(), Optional.empty(), Optional.of(error));
    }

    /** Tokens stay out of logs. */
    @Override
    public String toString() {
        return "IdentifyReply[token=" + token.isPresent() + ", error=" + error + "]";
    }
}
