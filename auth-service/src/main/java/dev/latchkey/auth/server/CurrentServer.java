package dev.latchkey.auth.server;

import static dev.latchkey.protocol.rpc.Access.ANYONE;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Every server of an installation answers alike, so the public name does for the one that was reached. */
@Path("/currentserver")
@ApiMethod(summary = "Tells which server answers.", access = ANYONE)
final class CurrentServer {

    record Result(
            @Doc("The server's IPv4 address, if configured.")
            Optional<String> ip,

            @Doc("The same again: there is no server of the binary protocol.")
            Optional<String> ipBin,

            @Doc("The server's IPv6 address, if configured.")
            Optional<String> ipv6,

            @Doc("The server's name, with a port where it is not 443.")
            String hostname) {}

    private final Optional<String> ipv4;
    private final Optional<String> ipv6;
    private final ApiHosts hosts;

    CurrentServer(
            @ConfigProperty(name = "latchkey.public.ipv4") Optional<String> ipv4,
            @ConfigProperty(name = "latchkey.public.ipv6") Optional<String> ipv6,
            ApiHosts hosts) {
        this.ipv4 = ipv4;
        this.ipv6 = ipv6;
        this.hosts = hosts;
    }

    @GET
    @RunOnVirtualThread
    public Result currentServer() {
        return new Result(ipv4, ipv4, ipv6, hosts.names().getFirst());
    }
}
