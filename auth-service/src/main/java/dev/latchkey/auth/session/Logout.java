package dev.latchkey.auth.session;

import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/**
 * Ends the session whose token the call carries, as {@code auth}, {@code access_token} or Bearer. A call by password has none, and ends
 * nothing.
 */
@Path("/logout")
@ApiMethod(summary = "Makes the auth token of this call invalid.", access = ACCOUNT)
final class Logout {

    record Result(
            @Doc("Whether a token was valid and is not any more.") @JsonProperty("auth_deleted")
            boolean authDeleted) {}

    private final Sessions sessions;
    private final CurrentCall call;

    Logout(Sessions sessions, CurrentCall call) {
        this.sessions = sessions;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result logout() {
        return new Result(call.parameter("auth")
                .or(() -> call.parameter("access_token"))
                .or(call::bearer)
                .map(AuthToken::new)
                .filter(token -> sessions.end(call.caller().account(), token))
                .isPresent());
    }
}
