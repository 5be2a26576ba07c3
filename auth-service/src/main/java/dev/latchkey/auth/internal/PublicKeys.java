package dev.latchkey.auth.internal;

import dev.latchkey.auth.session.JwtKeys;
import dev.latchkey.protocol.rpc.Open;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The keys user JWTs are verified with, for the other services and for API gateways. */
@Open(because = "public keys are public")
@Path("/.well-known/jwks.json")
final class PublicKeys {

    private static final String MAX_AGE = "public, max-age=60";

    private final JwtKeys keys;

    PublicKeys(JwtKeys keys) {
        this.keys = keys;
    }

    @GET
    @NonBlocking
    @Produces("application/json")
    public RestResponse<String> publicKeys() {
        return ResponseBuilder.ok(keys.published())
                .header("Cache-Control", MAX_AGE)
                .build();
    }
}
