package dev.latchkey.link.publiclink;

import dev.latchkey.link.remote.Files;
import dev.latchkey.link.remote.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Where a visitor of a link is let in or not. Nothing is counted here. */
@Singleton
public final class Gate {

    private final LinkPasswords passwords;
    private final Files files;
    private final Permissions permissions;
    private final Clock clock;

    Gate(LinkPasswords passwords, Files files, Permissions permissions, Clock clock) {
        this.passwords = passwords;
        this.files = files;
        this.permissions = permissions;
        this.clock = clock;
    }

    /**
     * The file that a visitor gets. A link whose file is gone, or whose owner may no longer send it or is gone too, is
     * as dead as a deleted one: visitors need not know more.
     *
     * @throws dev.latchkey.protocol.error.ApiException in this order: 7002, 7004, 7005, 7006 for the link's state;
     *     2258, 1125, 4000 for its password; 1029 for a link to many files without one named; 2009 for one that the
     *     link does not lead to; 7002 for a dead link; 5002 when a neighbour does not answer
     */
    public FileHandle open(PublicLink link, Visit visit) {
        link.state(clock.instant()).check();
        passwords.check(link, visit.password(), visit.address());
        FileHandle file = switch (link.target()) {
            case LinkTarget.OneFile(FileId only) -> theFile(link, only, visit.file());
            case LinkTarget.Folder(long folder) -> fileIn(link, folder, visit.file());
        };
        AccessQuestion question = new AccessQuestion(link.owner(), Right.SEND, file.owner(), file.folders());
        return switch (permissions.decide(question)) {
            case ALLOWED -> file;
            case DENIED -> throw ApiError.LINK_DELETED.exception("its owner may no longer send the file");
            case UNKNOWN_ACCOUNT -> throw ApiError.LINK_DELETED.exception("its owner's account is closed");
        };
    }

    private FileHandle theFile(PublicLink link, FileId only, Optional<FileId> asked) {
        ApiError.FILE_NOT_FOUND.when(asked.isPresent() && !asked.get().equals(only));
        try {
            return files.find(question(link, only));
        } catch (ApiException e) {
            throw e.error() == ApiError.FILE_NOT_FOUND
                    ? ApiError.LINK_DELETED.exception("its file is gone").because(e)
                    : e;
        }
    }

    private FileHandle fileIn(PublicLink link, long folder, Optional<FileId> asked) {
        FileHandle file = files.find(question(link, asked.orElseThrow(ApiError.NO_FILEID::exception)));
        ApiError.FILE_NOT_FOUND.when(!file.folders().contains(folder));
        return file;
    }

    private static FileQuestion question(PublicLink link, FileId file) {
        return new FileQuestion(link.owner(), Optional.of(file), Optional.empty());
    }
}
