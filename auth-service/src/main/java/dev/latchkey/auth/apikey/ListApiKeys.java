package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/listapikeys")
@ApiMethod(summary = "Lists the API keys of the account, oldest first; secrets are not told again.", access = ACCOUNT)
final class ListApiKeys {

    record Result(@Doc("The keys.") List<ApiKeyView> apiKeys) {}

    private final ApiKeys keys;
    private final CurrentCall call;

    ListApiKeys(ApiKeys keys, CurrentCall call) {
        this.keys = keys;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result listApiKeys() {
        return new Result(
                keys.list(call.caller().account()).stream().map(ApiKeyView::of).toList());
    }
}
