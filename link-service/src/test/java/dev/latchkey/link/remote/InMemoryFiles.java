package dev.latchkey.link.remote;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.value.FileId;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** file-service in a map. */
@Alternative
@Priority(1)
@Singleton
public final class InMemoryFiles implements Files {

    private final Map<FileId, FileHandle> files = new ConcurrentHashMap<>();
    private final List<FileHandle> revisions = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean away;
    private volatile boolean onlyCurrent;

    /** Puts a file there, or another revision under the same id, which is the current one then. */
    public FileHandle put(FileHandle file) {
        revisions.add(file);
        files.put(file.file(), file);
        return file;
    }

    public void delete(FileHandle file) {
        files.remove(file.file());
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    /** Be as a file-service of the version before: {@code revision} is a field it does not know. */
    public void knowOnlyCurrentRevisions(boolean only) {
        onlyCurrent = only;
    }

    /** How often anybody asked. */
    public int calls() {
        return calls.get();
    }

    @Override
    public List<FileReply> find(List<FileQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        calls.incrementAndGet();
        if (away) {
            throw ApiError.NO_SERVER_AVAILABLE.exception();
        }
        return questions.stream().map(this::find1).toList();
    }

    private FileReply find1(FileQuestion question) {
        Optional<FileHandle> found = files.values().stream()
                .filter(file -> question.file().isPresent()
                        ? file.file().equals(question.file().get())
                        : file.owner().equals(question.account())
                                && file.metadata().path().equals(question.path()))
                .findFirst();
        if (found.isEmpty()) {
            return refused(missing(question));
        }
        return question.revision()
                .filter(_ -> !onlyCurrent)
                .map(revision -> revision(found.get().file(), revision))
                .orElse(found)
                .map(file -> new FileReply(Optional.of(file), Optional.empty()))
                .orElseGet(() -> refused(ApiError.REVISION_NOT_FOUND));
    }

    private Optional<FileHandle> revision(FileId file, long revision) {
        return revisions.stream()
                .filter(handle -> handle.file().equals(file) && handle.revision() == revision)
                .findFirst();
    }

    private static FileReply refused(ApiError error) {
        return new FileReply(Optional.empty(), Optional.of(error.code()));
    }

    /** By path, a missing folder on the way is told apart from a missing file. */
    private ApiError missing(FileQuestion question) {
        String path = question.path().orElse("/");
        int depth = path.split("/", -1).length - 1;
        return depth > 1 ? ApiError.PARENT_NOT_FOUND : ApiError.FILE_NOT_FOUND;
    }
}
