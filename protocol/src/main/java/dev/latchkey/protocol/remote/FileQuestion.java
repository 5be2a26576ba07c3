package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import java.util.Optional;

/**
 * Which file is meant? The answer decides no rights; the asker does, with the handle's owner and folders.
 *
 * @param account whose paths and root are meant
 * @param file the file by id
 * @param path or by absolute path in that account's tree
 * @param revision which of its revisions; empty: the current one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FileQuestion(AccountId account, Optional<FileId> file, Optional<String> path, Optional<Long> revision) {

    /** Asks for the current revision. */
    public FileQuestion(AccountId account, Optional<FileId> file, Optional<String> path) {
        this(account, file, path, Optional.empty());
    }
}
