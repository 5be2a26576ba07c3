package dev.latchkey.file.internal;

import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.rpc.Internal;
import dev.latchkey.protocol.value.AccountId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestPath;

/** How much does this account store? */
@Internal
@Path("/internal/accounts/{id}/usage")
final class GetUsage {

    /**
     * @param used bytes in the current revisions of the account's files; 0 for accounts never heard of
     */
    record Usage(long used) {}

    private final Trees trees;

    GetUsage(Trees trees) {
        this.trees = trees;
    }

    @GET
    @RunOnVirtualThread
    public Usage getUsage(@RestPath AccountId id) {
        return new Usage(trees.used(id));
    }
}
