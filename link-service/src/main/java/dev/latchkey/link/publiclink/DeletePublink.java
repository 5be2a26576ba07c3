package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LINK_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_LINKID;

import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.LinkId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

@Path("/deletepublink")
@ApiMethod(
        summary = "Deletes a public link; URLs handed out for it stop working, downloads already started go on.",
        access = Access.ACCOUNT,
        errors = {NO_LINKID, LINK_NOT_FOUND})
final class DeletePublink {

    record Params(@Doc("The link.") @RestQuery("linkid") Optional<LinkId> linkId) {
        Params {
            NO_LINKID.when(linkId.isEmpty());
        }
    }

    private final PublicLinks links;
    private final CurrentCall call;

    DeletePublink(PublicLinks links, CurrentCall call) {
        this.links = links;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public void deletePublink(@BeanParam Params params) {
        links.delete(call.caller().account(), params.linkId().orElseThrow());
    }
}
