package dev.latchkey.file.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The three hashes of content, taken in one pass. */
final class ContentHashes {

    private final MessageDigest sha256 = digest("SHA-256");
    private final MessageDigest sha1 = digest("SHA-1");
    private final MessageDigest md5 = digest("MD5");

    void update(byte[] bytes, int length) {
        sha256.update(bytes, 0, length);
        sha1.update(bytes, 0, length);
        md5.update(bytes, 0, length);
    }

    Blob blob(long size) {
        HexFormat hex = HexFormat.of();
        return new Blob(
                hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest()), hex.formatHex(md5.digest()), size);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
