package dev.latchkey.link.remote;

import dev.latchkey.link.batch.BatchedCalls;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.neighbour.Questions;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@link Files} as file-service answers over HTTP. Nothing is kept: what a file is may change from one moment to the
 * next.
 */
@Singleton
final class RestFiles implements Files {

    /** Files asked about in one call: an account may have any number of links, an answer must stay small and quick. */
    private static final int AT_ONCE = 500;

    /** Calls for one file each that are on their way: the visitors that come meanwhile share the next. */
    private static final int CALLS = 2;

    /** Longer than any call may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Function<FilesRequest, FilesReply> fileService;
    private final BatchedCalls<FileQuestion, FileReply> single =
            new BatchedCalls<>(this::ask, CALLS, AT_ONCE, PATIENCE);

    RestFiles(FilesClient fileService) {
        this.fileService = Questions.guarded("files", FilesReply.class, fileService::find);
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
            List<FileReply> replies =
                    fileService.apply(new FilesRequest(questions)).files();
            if (replies.size() != questions.size() || replies.contains(null)) {
                throw new IllegalStateException("file-service answered something else than the questions");
            }
            return replies;
        } catch (RuntimeException e) {
            // An empty answer is a null one here: whatever is wrong with it, it is no answer.
            throw ApiError.NO_SERVER_AVAILABLE
                    .exception("file-service does not answer")
                    .because(e);
        }
    }
}
