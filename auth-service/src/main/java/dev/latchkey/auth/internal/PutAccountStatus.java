package dev.latchkey.auth.internal;

import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.rpc.Internal;
import dev.latchkey.protocol.value.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

/**
 * Closes or reopens an account: 204, or 404 if there is none. A closed one can neither log in nor use what it was
 * given; nothing of it is deleted.
 */
@Internal
@Path("/internal/accounts/{id}/status")
final class PutAccountStatus {

    /** Whether the account may be used. */
    record AccountStatus(boolean active) {}

    private final Accounts accounts;

    PutAccountStatus(Accounts accounts) {
        this.accounts = accounts;
    }

    @PUT
    @RunOnVirtualThread
    public RestResponse<Void> put(@RestPath long id, AccountStatus status) {
        return RestResponse.status(
                accounts.setActive(new AccountId(id), status.active()) ? Status.NO_CONTENT : Status.NOT_FOUND);
    }
}
