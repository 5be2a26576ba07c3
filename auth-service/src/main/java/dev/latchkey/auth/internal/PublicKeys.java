package dev.latchkey.auth.internal;

import dev.latchkey.auth.session.JwtKeys;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.rpc.Open;
import dev.latchkey.protocol.rpc.Operation;
import dev.latchkey.protocol.rpc.Operation.Header;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** The keys user JWTs are verified with, for the other services and for API gateways. */
@Open(because = "public keys are public")
@Path("/.well-known/jwks.json")
final class PublicKeys {

    private static final String MAX_AGE = "public, max-age=60";

    record KeySet(
            @Doc("The public keys; the first belongs to the one that signs.")
            List<Key> keys) {}

    record Key(
            @Doc("EC.") String kty,
            @Doc("By which a JWT names its key.") String kid,
            @Doc("sig.") String use,
            @Doc("ES256.") String alg,
            @Doc("P-256.") String crv,
            @Doc("A coordinate, in base64url.") String x,
            @Doc("The other coordinate.") String y) {}

    private final JwtKeys keys;

    PublicKeys(JwtKeys keys) {
        this.keys = keys;
    }

    @GET
    @NonBlocking
    @Operation(
            summary = "Gives the keys that user JWTs are verified with.",
            answer = "A JWK set.",
            type = "application/json",
            result = KeySet.class,
            headers = @Header(name = "Cache-Control", doc = MAX_AGE))
    @Produces("application/json")
    public RestResponse<String> publicKeys() {
        return ResponseBuilder.ok(keys.published())
                .header("Cache-Control", MAX_AGE)
                .build();
    }
}
