package dev.latchkey.link.remote;

import dev.latchkey.link.batch.BatchedCalls;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.neighbour.Neighbours;
import dev.latchkey.protocol.neighbour.Questions;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@link Files} as file-service answers over HTTP. Nothing is kept: what a file is may change from one moment to the
 * next.
 */
@Singleton
@RegisterForReflection(
        targets = {FilesRequest.class, FilesReply.class},
        registerFullHierarchy = true)
final class RestFiles implements Files {

    /** Files asked about in one call: an account may have any number of links, an answer must stay small and quick. */
    private static final int AT_ONCE = 500;

    /** Calls for one file each that are on their way: the visitors that come meanwhile share the next. */
    private static final int CALLS = 2;

    /** Longer than any call may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<FilesRequest, FilesReply> find;
    private final BatchedCalls<FileQuestion, FileReply> single =
            new BatchedCalls<>(this::ask, CALLS, AT_ONCE, PATIENCE);

    RestFiles(@ConfigProperty(name = "latchkey.file.url") URI address, Neighbours neighbours) {
        Neighbour fileService = neighbours.at(address, "file-service");
        this.find = Questions.guarded(
                "files", FilesReply.class, question -> fileService.post("/internal/files", question, FilesReply.class));
    }

    @Override
    public List<FileReply> find(List<FileQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        if (questions.size() == 1) {
            return List.of(single.ask(questions.getFirst()));
        }
        List<FileReply> replies = new ArrayList<>(questions.size());
        for (int from = 0; from < questions.size(); from += AT_ONCE) {
            replies.addAll(ask(questions.subList(from, Math.min(from + AT_ONCE, questions.size()))));
        }
        return replies;
    }

    private List<FileReply> ask(List<FileQuestion> questions) {
        try {
            List<FileReply> replies = find.apply(new FilesRequest(questions)).files();
            if (replies.size() != questions.size() || replies.contains(null)) {
                throw new IllegalStateException("file-service answered something else than the questions");
            }
            return replies;
        } catch (RuntimeException e) {
            throw ApiError.NO_SERVER_AVAILABLE
                    .exception("file-service does not answer")
                    .because(e);
        }
    }
}
