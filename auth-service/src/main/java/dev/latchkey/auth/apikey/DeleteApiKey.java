package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.error.ApiError.API_KEY_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_APIKEYID;
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

/** Another account's key is as unknown as one that never was. */
@Path("/deleteapikey")
@ApiMethod(
        summary = "Deletes an API key of the account: what it signed is refused from now on.",
        access = ACCOUNT,
        errors = {NO_APIKEYID, API_KEY_NOT_FOUND})
final class DeleteApiKey {

    record Params(
            @Doc("The key, as listapikeys names it.") @RestQuery("apikeyid")
            Optional<Count> apiKeyId) {
        Params {
            NO_APIKEYID.when(apiKeyId.isEmpty());
        }
    }

    record Result() {}

    private final ApiKeys keys;
    private final CurrentCall call;

    DeleteApiKey(ApiKeys keys, CurrentCall call) {
        this.keys = keys;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result deleteApiKey(@BeanParam Params params) {
        long id = params.apiKeyId().orElseThrow().value();
        API_KEY_NOT_FOUND.when(!keys.delete(call.caller().account(), id));
        return new Result();
    }
}
