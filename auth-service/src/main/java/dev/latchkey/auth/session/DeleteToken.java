package dev.latchkey.auth.session;

import static dev.latchkey.protocol.error.ApiError.NO_TOKENID;
import static dev.latchkey.protocol.error.ApiError.TOKEN_NOT_FOUND;
import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Another account's token is as unknown as one that never was. */
@Path("/deletetoken")
@ApiMethod(
        summary = "Makes an auth token of the account invalid.",
        access = ACCOUNT,
        errors = {NO_TOKENID, TOKEN_NOT_FOUND})
final class DeleteToken {

    record Params(
            @Doc("The token, as listtokens names it.") @RestQuery("tokenid")
            Optional<Count> tokenId) {
        Params {
            NO_TOKENID.when(tokenId.isEmpty());
        }
    }

    record Result() {}

    private final Sessions sessions;
    private final CurrentCall call;

    DeleteToken(Sessions sessions, CurrentCall call) {
        this.sessions = sessions;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result deleteToken(@BeanParam Params params) {
        long id = params.tokenId().orElseThrow().value();
        TOKEN_NOT_FOUND.when(!sessions.end(call.caller().account(), id));
        return new Result();
    }
}
