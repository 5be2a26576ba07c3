package dev.latchkey.file.blob;

/**
 * Content that a {@link ContentStore} holds, known by its hashes.
 *
 * @param sha256 SHA-256 in lower-case hex: the name of the blob
 * @param sha1   SHA-1 in lower-case hex, as {@code checksumfile} reports it
 * @param md5    MD5 in lower-case hex, as {@code checksumfile} reports it
 * @param size   length in bytes
 */
public record Blob(String sha256, String sha1, String md5, long size) {}
