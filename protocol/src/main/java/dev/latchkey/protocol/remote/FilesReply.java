package dev.latchkey.protocol.remote;

import java.util.List;

/**
 * The answers to a {@link FilesRequest}.
 *
 * @param files one per question, in the same order
 */
public record FilesReply(List<FileReply> files) {}
