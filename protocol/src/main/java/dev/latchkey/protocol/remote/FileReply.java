package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * The answer to one {@link FileQuestion}.
 *
 * @param handle the file
 * @param error or the {@code ApiError} code that says why there is none
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record FileReply(Optional<FileHandle> handle, Optional<Integer> error) {}
