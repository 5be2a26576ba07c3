package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * A credential as a caller sent it, for auth-service to judge; several kinds may be present, auth-service knows the precedence.
 *
 * @param auth a session token; parameter or cookie {@code auth}
 * @param accessToken an OAuth token; parameter {@code access_token}
 * @param bearer the {@code Authorization: Bearer} header's token: an OAuth token, a session token or a user JWT
 * @param username the mail address of a plain login
 * @param password the password of a plain login
 * @param getAuth whether a session token is wanted
 * @param authExpire seconds such a token shall live at most
 * @param authInactiveExpire seconds such a token shall live unused
 * @param device text kept with such a token
 * @param remoteAddress the caller's address, for throttling
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record IdentifyRequest(
        Optional<String> auth,
        Optional<String> accessToken,
        Optional<String> bearer,
        Optional<String> username,
        Optional<String> password,
        boolean getAuth,
        Optional<Long> authExpire,
        Optional<Long> authInactiveExpire,
        Optional<String> device,
        String remoteAddress) {

    /** Says which kinds are there, never what they are: requests of this kind end up in logs by mistake. */
    @Override
    public String toString() {
        return "IdentifyRequest[auth=" + auth.isPresent() + ", accessToken=" + accessToken.isPresent() + ", bearer="
                + bearer.isPresent() + ", username=" + username.isPresent() + ", remoteAddress=" + remoteAddress + "]";
    }
}
