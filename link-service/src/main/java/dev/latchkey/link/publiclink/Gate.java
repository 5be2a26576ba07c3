package dev.latchkey.link.publiclink;

import dev.latchkey.link.remote.Files;
import dev.latchkey.link.remote.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where a visitor of a link is let in or not. Nothing is counted here. */
@Singleton
public final class Gate {

    private final Views views;
    private final LinkPasswords passwords;
    private final Files files;
    private final Permissions permissions;
    private final Clock clock;

    Gate(Views views, LinkPasswords passwords, Files files, Permissions permissions, Clock clock) {
        this.views = views;
        this.passwords = passwords;
        this.files = files;
        this.permissions = permissions;
        this.clock = clock;
    }

    /**
     * Who was let in.
     *
     * @param link by which
     * @param file that the visitor gets
     */
    public record Entry(PublicLink link, FileHandle file) {}

    /**
     * Lets a visitor in. A link whose file is gone, or whose owner may no longer send it or is gone too, is as dead as a
     * deleted one: visitors need not know more.
     *
     * @throws dev.latchkey.protocol.error.ApiException in this order: 7001 when there is no such link; 7002, 7004, 7005,
     *     7006 for the link's state; 2258, 1125, 4000 for its password; 1029 for a link to many files without one named;
     *     2009 for one that the link does not lead to; 7002 for a dead link; 5002 when a neighbour does not answer
     */
    public Entry open(LinkCode code, Visit visit) {
        return open(views.find(code, visit.file()), visit);
    }

    /** Lets a visitor in by a link's number, as {@link #open(LinkCode, Visit)} does by its code. */
    public Entry open(LinkNumber number, Visit visit) {
        return open(views.find(number, visit.file()), visit);
    }

    private Entry open(Views.View view, Visit visit) {
        PublicLink link = view.link();
        link.state(clock.instant()).check();
        passwords.check(link, visit.password(), visit.address());
        FileReply reply = view.file().orElseGet(() -> files.reply(link.question(visit.file())));
        FileHandle file = switch (link.target()) {
            case LinkTarget.OneFile _ -> theFile(reply);
            case LinkTarget.Folder(long folder) -> fileIn(folder, reply);
        };
        AccessQuestion question = new AccessQuestion(link.owner(), Right.SEND, file.owner(), file.folders());
        return switch (permissions.decide(question)) {
            case ALLOWED -> new Entry(link, file);
            case DENIED -> throw ApiError.LINK_DELETED.exception("its owner may no longer send the file");
            case UNKNOWN_ACCOUNT -> throw ApiError.LINK_DELETED.exception("its owner's account is closed");
        };
    }

    private static FileHandle theFile(FileReply reply) {
        try {
            return Files.handle(reply);
        } catch (ApiException e) {
            throw e.error() == ApiError.FILE_NOT_FOUND
                    ? ApiError.LINK_DELETED.exception("its file is gone").because(e)
                    : e;
        }
    }

    private static FileHandle fileIn(long folder, FileReply reply) {
        FileHandle file = Files.handle(reply);
        ApiError.FILE_NOT_FOUND.when(!file.folders().contains(folder));
        return file;
    }
}
