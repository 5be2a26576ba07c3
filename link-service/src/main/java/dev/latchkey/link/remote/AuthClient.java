package dev.latchkey.link.remote;

import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What auth-service is asked over HTTP. */
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface AuthClient {

    @POST
    @Path("/internal/decisions")
    DecisionsReply decide(DecisionRequest request);

    @POST
    @Path("/internal/identify")
    IdentifyReply identify(IdentifyRequest request);

    @POST
    @Path("/internal/signed-requests")
    IdentifyReply judge(SignedRequest request);

    @GET
    @Path("/.well-known/jwks.json")
    String publicKeys();
}
