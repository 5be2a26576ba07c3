package dev.latchkey.auth.internal;

import dev.latchkey.auth.account.Accounts;
import dev.latchkey.auth.permission.Grants;
import dev.latchkey.protocol.remote.GrantRequest;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Gives rights on a folder, or takes them back: 204, or 404 if there is no such account. Putting the same again changes
 * nothing.
 */
@Internal
@Path("/internal/grants")
final class PutGrant {

    private final Accounts accounts;
    private final Grants grants;

    PutGrant(Accounts accounts, Grants grants) {
        this.accounts = accounts;
        this.grants = grants;
    }

    @PUT
    @RunOnVirtualThread
    public RestResponse<Void> put(GrantRequest grant) {
        if (accounts.find(grant.account()).isEmpty()) {
            return RestResponse.status(Status.NOT_FOUND);
        }
        grants.put(grant);
        return RestResponse.noContent();
    }
}
