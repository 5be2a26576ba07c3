package dev.latchkey.auth.server;

import static dev.latchkey.protocol.rpc.Access.ANYONE;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Countries are not looked up: {@code false} is the dialect's "unknown". */
@Path("/getip")
@ApiMethod(summary = "Tells the caller's internet address.", access = ANYONE)
final class GetIp {

    record Result(
            @Doc("The caller's address, as far as trusted proxies tell.")
            String ip,

            @Doc("Always false: the country is not known.") boolean country) {}

    private final CurrentCall call;

    GetIp(CurrentCall call) {
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result getIp() {
        return new Result(call.remoteAddress(), false);
    }
}
