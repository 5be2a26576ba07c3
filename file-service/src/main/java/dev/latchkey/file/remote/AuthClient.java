package dev.latchkey.file.remote;

import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** auth-service over HTTP. A quick failure is tried once more; a slow one is not, so that an answer is there within two seconds. */
@RegisterRestClient(configKey = "auth-service")
@RegisterProvider(AuthServiceToken.class)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface AuthClient {

    @POST
    @Path("/internal/decisions")
    @Timeout(900)
    @Retry(maxRetries = 1, delay = 40, jitter = 30, maxDuration = 500)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
    DecisionsReply decide(DecisionRequest request);

    @POST
    @Path("/internal/identify")
    @Timeout(900)
    @Retry(maxRetries = 1, delay = 40, jitter = 30, maxDuration = 500)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
    IdentifyReply identify(IdentifyRequest request);

    /** The same for a plain log-in, which costs auth-service a slow hash: a wave of them must not open the circuit for tokens. */
    @POST
    @Path("/internal/identify")
    @Timeout(900)
    @Retry(maxRetries = 1, delay = 40, jitter = 30, maxDuration = 500)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
    IdentifyReply identifyByPassword(IdentifyRequest request);

    @GET
    @Path("/.well-known/jwks.json")
    @Timeout(900)
    @Retry(maxRetries = 1, delay = 40, jitter = 30, maxDuration = 500)
    String publicKeys();
}
