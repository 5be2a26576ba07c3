package dev.latchkey.auth.server;

import static dev.latchkey.protocol.rpc.Access.ANYONE;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;

@Path("/getapiserver")
@ApiMethod(summary = "Names the servers to call.", access = ANYONE)
final class GetApiServer {

    record Result(
            @Doc("Servers of the binary protocol: none.") List<String> binApi,

            @Doc("Servers of the HTTP protocol, the preferred one first; with a port where it is not 443.")
            List<String> api) {}

    private final ApiHosts hosts;

    GetApiServer(ApiHosts hosts) {
        this.hosts = hosts;
    }

    @GET
    @RunOnVirtualThread
    public Result getApiServer() {
        return new Result(List.of(), hosts.names());
    }
}
