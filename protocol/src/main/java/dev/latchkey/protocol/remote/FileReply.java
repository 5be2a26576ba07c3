package dev.latchkey.protocol.remote;

import java.util.Optional;

/**
 * The answer to one {@link FileQuestion}.
 *
 * @param handle the file
 * @param error or the {@code ApiError} code that says why there is none
 */
public record FileReply(Optional<FileHandle> handle, Optional<Integer> error) {}
