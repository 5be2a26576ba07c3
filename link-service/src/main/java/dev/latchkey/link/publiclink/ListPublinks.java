package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;

import dev.latchkey.link.remote.Files;
import dev.latchkey.link.remote.Permissions;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.rpc.Access;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.LinkId;
import dev.latchkey.protocol.value.Right;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Links past their limits stay in the list, and so do links whose file has gone: their owner may want to know. */
@Path("/listpublinks")
@ApiMethod(
        summary = "Lists the caller's public links, of both dialects.",
        access = Access.ACCOUNT,
        errors = {NO_SERVER_AVAILABLE})
final class ListPublinks {

    private static final int TO_A_FILE = 1;
    private static final int TO_A_FOLDER = 2;

    record Listed(
            @Doc("Names the link towards its owner.") LinkId linkId,
            @Doc("Names the link towards visitors.") String code,
            @Doc("Address of the link's page.") String link,
            @Doc("When it was made.") Instant created,
            @Doc("When its owner last changed it.") Instant modified,

            @Doc("What it leads to; absent when that is gone.")
            Optional<Metadata> metadata,

            @Doc("Downloads started so far.") long downloads,
            @Doc("Bytes sent so far.") long traffic,
            @Doc("Short form of code, if it has one.") Optional<String> shortCode,
            @Doc("Short form of link, if it has one.") Optional<String> shortLink,

            @Doc("Moment from which it is dead, if there is one.")
            Optional<Instant> expires,

            @Doc("How many downloads may be started, if limited.")
            Optional<Long> maxDownloads,

            @Doc("Bytes after which no further download starts, if limited.")
            Optional<Long> maxTraffic,

            @Doc("Whether visitors need a password.") boolean hasPassword,
            @Doc("1: to a file, 2: to a folder.") int type,

            @Doc("Always false: links to a file take no uploads.")
            boolean enabledUploadForChosenUsers,

            @Doc("Always false: links to a file take no uploads.")
            boolean enabledUploadForEveryone) {}

    record Result(@Doc("The links, oldest first.") List<Listed> publinks) {}

    private final PublicLinks links;
    private final LinkAddresses addresses;
    private final Files files;
    private final Permissions permissions;
    private final CurrentCall call;

    ListPublinks(PublicLinks links, LinkAddresses addresses, Files files, Permissions permissions, CurrentCall call) {
        this.links = links;
        this.addresses = addresses;
        this.files = files;
        this.permissions = permissions;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result listPublinks() {
        AccountId owner = call.caller().account();
        List<PublicLink> own = links.ofOwner(owner);
        Map<FileId, Metadata> metadata = metadata(owner, own);
        return new Result(own.stream()
                .map(link -> listed(link, fileOf(link).map(metadata::get)))
                .toList());
    }

    private Map<FileId, Metadata> metadata(AccountId owner, List<PublicLink> own) {
        List<FileQuestion> questions = own.stream()
                .flatMap(link -> fileOf(link).stream())
                .distinct()
                .map(file -> new FileQuestion(owner, Optional.of(file), Optional.empty()))
                .toList();
        List<FileHandle> handles = files.find(questions).stream()
                .flatMap(reply -> reply.handle().stream())
                .toList();
        Map<FileId, Metadata> found = new HashMap<>();
        readable(owner, handles).forEach(file -> found.put(file.file(), LinkedMetadata.forOwner(owner, file)));
        return found;
    }

    /** A link outlives the right to its file, here in the list; what the file is may then be told no more. */
    private List<FileHandle> readable(AccountId owner, List<FileHandle> handles) {
        List<FileHandle> foreign =
                handles.stream().filter(file -> !file.owner().equals(owner)).toList();
        if (foreign.isEmpty()) {
            return handles;
        }
        List<Verdict> verdicts = permissions.decide(foreign.stream()
                .map(file -> new AccessQuestion(owner, Right.READ, file.owner(), file.folders()))
                .toList());
        Set<FileId> hidden = new HashSet<>();
        for (int i = 0; i < foreign.size(); i++) {
            if (verdicts.get(i) != Verdict.ALLOWED) {
                hidden.add(foreign.get(i).file());
            }
        }
        return handles.stream().filter(file -> !hidden.contains(file.file())).toList();
    }

    private static Optional<FileId> fileOf(PublicLink link) {
        return switch (link.target()) {
            case LinkTarget.OneFile(FileId file) -> Optional.of(file);
            case LinkTarget.Folder _ -> Optional.empty();
        };
    }

    private Listed listed(PublicLink link, Optional<Metadata> metadata) {
        return new Listed(
                link.id(),
                link.code().value(),
                addresses.page(link.code()),
                link.created(),
                link.modified(),
                metadata,
                link.usage().downloads(),
                link.usage().traffic(),
                link.shortCode().map(LinkCode::value),
                link.shortCode().map(addresses::shortPage),
                link.limits().expires(),
                link.limits().maxDownloads(),
                link.limits().maxTraffic(),
                link.password().isPresent(),
                switch (link.target()) {
                    case LinkTarget.OneFile _ -> TO_A_FILE;
                    case LinkTarget.Folder _ -> TO_A_FOLDER;
                },
                false,
                false);
    }
}
