package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;

import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Looking counts for nothing. Visitors learn what the file is, not by which path in its owner's tree it is reached or with whom it is
 * shared.
 */
@Path("/showpublink")
@ApiMethod(
        summary = "Shows what a public link leads to.",
        access = Access.ANYONE,
        errors = {
            NO_LINK_CODE,
            NO_FILEID,
            WRONG_LINK_PASSWORD,
            LINK_PASSWORD_REQUIRED,
            TOO_MANY_LOGIN_TRIES,
            NO_SERVER_AVAILABLE,
            INVALID_LINK_CODE,
            LINK_DELETED,
            LINK_EXPIRED,
            LINK_TRAFFIC_USED_UP,
            LINK_DOWNLOADS_USED_UP
        })
final class ShowPublink {

    record Params(
            @Doc("Code or short code of the link.") @RestQuery
            Optional<LinkCode> code,

            @Doc("The link's password, if it has one.") @RestQuery("linkpassword")
            Optional<String> linkPassword) {
        Params {
            NO_LINK_CODE.when(code.isEmpty());
        }
    }

    record Result(@Doc("The file.") Metadata metadata) {}

    private final Gate gate;
    private final CurrentCall call;

    ShowPublink(Gate gate, CurrentCall call) {
        this.gate = gate;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result showPublink(@BeanParam Params params) {
        Visit visit = new Visit(Optional.empty(), params.linkPassword(), call.remoteAddress());
        return new Result(LinkedMetadata.forVisitors(
                gate.open(params.code().orElseThrow(), visit).file().metadata()));
    }
}
