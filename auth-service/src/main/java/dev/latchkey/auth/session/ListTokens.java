package dev.latchkey.auth.session;

import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.List;

@Path("/listtokens")
@ApiMethod(summary = "Lists the auth tokens of the account, oldest first.", access = ACCOUNT)
final class ListTokens {

    record Token(
            @Doc("Names the token for deletetoken; not the token itself.")
            long tokenId,

            @Doc("The device it was made for, as its client said.")
            String device,

            @Doc("When it was made.") Instant created,

            @Doc("When it ends unless it is used until then.") @JsonProperty("expires_inactive")
            Instant expiresInactive,

            @Doc("When it ends however often it is used.") Instant expires) {

        private static Token of(Session session) {
            return new Token(session.id(), session.device(), session.created(), session.unusedUntil(), session.end());
        }
    }

    record Result(@Doc("The tokens.") List<Token> tokens) {}

    private final Sessions sessions;
    private final CurrentCall call;

    ListTokens(Sessions sessions, CurrentCall call) {
        this.sessions = sessions;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result listTokens() {
        return new Result(
                sessions.list(call.caller().account()).stream().map(Token::of).toList());
    }
}
