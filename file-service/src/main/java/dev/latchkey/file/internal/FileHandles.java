package dev.latchkey.file.internal;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.file.FileMetadata;
import dev.latchkey.file.file.Files;
import dev.latchkey.file.file.LocatedFile;
import dev.latchkey.file.media.MediaProbe;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.FilePath;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the handles by which link-service knows files. All files asked for by id cost two queries, and one more each for
 * a revision that is not the current one.
 */
@ApplicationScoped
final class FileHandles {

    private final Files files;
    private final MediaProbe probe;

    FileHandles(Files files, MediaProbe probe) {
        this.files = files;
        this.probe = probe;
    }

    List<FileReply> of(List<FileQuestion> questions) {
        List<Long> ids = questions.stream()
                .flatMap(question -> question.file().stream())
                .map(FileId::value)
                .distinct()
                .toList();
        Map<Long, LocatedFile> byId = new HashMap<>();
        files.locate(ids).forEach(file -> byId.put(file.file().id(), file));
        return questions.stream().map(question -> reply(question, byId)).toList();
    }

    private FileReply reply(FileQuestion question, Map<Long, LocatedFile> byId) {
        try {
            return new FileReply(Optional.of(handle(find(question, byId))), Optional.empty());
        } catch (ApiException e) {
            return new FileReply(Optional.empty(), Optional.of(e.error().code()));
        }
    }

    private LocatedFile find(FileQuestion question, Map<Long, LocatedFile> byId) {
        return files.at(file(question, byId), question.revision());
    }

    private LocatedFile file(FileQuestion question, Map<Long, LocatedFile> byId) {
        if (question.file().isPresent()) {
            return Optional.ofNullable(byId.get(question.file().get().value()))
                    .orElseThrow(ApiError.FILE_NOT_FOUND::exception);
        }
        FilePath path = question.path().map(FilePath::valueOf).orElseThrow(ApiError.NO_FILEID_OR_PATH::exception);
        return files.open(question.account(), path);
    }

    private FileHandle handle(LocatedFile located) {
        var file = located.file();
        List<Long> folders = located.folder().ids();
        Metadata metadata = FileMetadata.of(located, Standing.ofOwner(file.owner(), folders.getFirst()));
        String contentType = metadata.file().orElseThrow().contentType();
        return new FileHandle(
                new FileId(file.id()),
                file.owner(),
                folders,
                file.name(),
                file.size(),
                contentType,
                file.content().blob().sha256(),
                file.revision(),
                probe.hasSound(file.content().blob(), file.content().media(), contentType),
                metadata);
    }
}
