package dev.latchkey.link.remote;

import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * file-service over HTTP. A quick failure is tried once more; a slow one is not, so that two neighbours asked in turn
 * stay below two seconds.
 */
@RegisterRestClient(configKey = "file-service")
@RegisterProvider(FileServiceToken.class)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface FilesClient {

    @POST
    @Path("/internal/files")
    @Timeout(900)
    @Retry(maxRetries = 1, delay = 40, jitter = 30, maxDuration = 500)
    @CircuitBreaker(requestVolumeThreshold = 20, failureRatio = 0.5, delay = 1000)
    FilesReply find(FilesRequest request);
}
