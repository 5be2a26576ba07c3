package dev.latchkey.link.remote;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import java.util.List;

/** Port: what is there. Answers say nothing about rights. */
public interface Files {

    /**
     * Looks up files.
     *
     * @return one answer per question, in the same order; a file that is not there is an answer, not a failure
     * @throws dev.latchkey.protocol.error.ApiException 5002, within two seconds, when nobody can tell
     */
    List<FileReply> find(List<FileQuestion> questions);

    /**
     * Looks up one file.
     *
     * @throws dev.latchkey.protocol.error.ApiException what file-service says is wrong (2009, 2002, 2010, 2029), or
     *     5002 when nobody can tell
     */
    default FileHandle find(FileQuestion question) {
        return handle(reply(question));
    }

    /** Looks up one file, as {@link #find(List)} does. */
    default FileReply reply(FileQuestion question) {
        return find(List.of(question)).getFirst();
    }

    /**
     * The file of a reply.
     *
     * @throws dev.latchkey.protocol.error.ApiException what file-service says is wrong
     */
    static FileHandle handle(FileReply reply) {
        return reply.handle()
                .orElseThrow(() -> reply.error()
                        .flatMap(ApiError::of)
                        .orElse(ApiError.FILE_NOT_FOUND)
                        .exception());
    }
}
