package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_FOLDERID;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.access.Standings;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Flag;
import dev.latchkey.protocol.value.FolderId;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** A folder that somebody else gave the caller rights on is listed like their own. */
@Path("/listfolder")
@ApiMethod(
        summary = "Lists what is in a folder.",
        access = Access.ACCOUNT,
        errors = {NO_PATH_OR_FOLDERID, INVALID_FOLDERID, ACCESS_DENIED, FOLDER_NOT_FOUND, INVALID_PATH})
final class ListFolder {

    record Params(
            @Doc("Folder to list, 0 for the root; alternative to path.") @RestQuery("folderid")
            Optional<FolderId> folderId,

            @Doc("Absolute path of the folder; alternative to folderid.") @RestQuery
            Optional<FilePath> path,

            @Doc("Give every folder below its contents, too.") @RestQuery @DefaultValue("0")
            Flag recursive,

            @Doc("Also show what lies in the trash.") @RestQuery("showdeleted") @DefaultValue("0")
            Flag showDeleted,

            @Doc("Show folders only.") @RestQuery("nofiles") @DefaultValue("0")
            Flag noFiles,

            @Doc("Show only what is the caller's own.") @RestQuery("noshares") @DefaultValue("0")
            Flag noShares) {
        Params {
            NO_PATH_OR_FOLDERID.when(folderId.isEmpty() && path.isEmpty());
        }
    }

    record Result(@Doc("The folder, with contents.") Metadata metadata) {}

    private final Folders folders;
    private final Listings listings;
    private final Standings standings;
    private final CurrentCall call;

    ListFolder(Folders folders, Listings listings, Standings standings, CurrentCall call) {
        this.folders = folders;
        this.listings = listings;
        this.standings = standings;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result listFolder(@BeanParam Params params) {
        Lineage folder = folders.open(call.caller(), params.folderId(), params.path());
        Standing standing = standings.of(call.caller().account(), folder.owner(), folder.ids());
        standing.require(Right.READ);
        Listings.Wish wish = new Listings.Wish(
                params.recursive().isSet(),
                params.showDeleted().isSet(),
                params.noFiles().isSet(),
                params.noShares().isSet());
        return new Result(listings.of(folder, standing, wish));
    }
}
