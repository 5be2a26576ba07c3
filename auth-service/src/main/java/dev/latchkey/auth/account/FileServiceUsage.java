package dev.latchkey.auth.account;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** file-service, as far as accounts need it. */
interface FileServiceUsage {

    @GET
    @Path("/internal/accounts/{account}/usage")
    Usage usage(@PathParam("account") long account);

    /** How many bytes an account uses. */
    record Usage(long used) {}
}
