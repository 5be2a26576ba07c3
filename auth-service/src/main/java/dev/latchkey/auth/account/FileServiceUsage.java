package dev.latchkey.auth.account;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** file-service, as far as accounts need it. */
@RegisterRestClient(configKey = "file-service")
@RegisterProvider(FileServiceToken.class)
interface FileServiceUsage {

    @GET
    @Path("/internal/accounts/{account}/usage")
    Usage usage(@PathParam("account") long account);

    /** How many bytes an account uses. */
    record Usage(long used) {}
}
