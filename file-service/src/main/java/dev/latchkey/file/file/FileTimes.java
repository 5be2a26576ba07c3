package dev.latchkey.file.file;

import java.time.Instant;
import java.util.Optional;

/**
 * The times an uploader gives a file. A creation time alone counts for nothing; a modification time alone is the creation time, too: so the
 * dialect has it, and clients check it.
 *
 * @param modified {@code mtime}
 * @param created {@code ctime}
 */
public record FileTimes(Optional<Instant> modified, Optional<Instant> created) {

    Instant modifiedOr(Instant now) {
        return modified.orElse(now);
    }

    Instant createdOr(Instant otherwise) {
        return modified.map(created::orElse).orElse(otherwise);
    }
}
