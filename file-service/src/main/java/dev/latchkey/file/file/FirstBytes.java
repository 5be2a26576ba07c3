package dev.latchkey.file.file;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Tells the MIME type from how a file begins, for names that say nothing. Knows formats whose beginning cannot be mistaken. */
public final class FirstBytes {

    /** How many bytes are looked at. */
    public static final int LENGTH = 64;

    private record Signature(int offset, byte[] bytes, String mimeType) {

        Signature(int offset, String latin1, String mimeType) {
            this(offset, latin1.getBytes(StandardCharsets.ISO_8859_1), mimeType);
        }

        boolean matches(byte[] head) {
            int end = offset + bytes.length;
            return head.length >= end && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
        }
    }

    private static final List<Signature> SIGNATURES = List.of(
            new Signature(0, "\u0089PNG\r\n\u001a\n", "image/png"),
            new Signature(0, "\u00ff\u00d8\u00ff", "image/jpeg"),
            new Signature(0, "GIF87a", "image/gif"),
            new Signature(0, "GIF89a", "image/gif"),
            new Signature(0, "II*\0", "image/tiff"),
            new Signature(0, "MM\0*", "image/tiff"),
            new Signature(0, "8BPS\0", "image/vnd.adobe.photoshop"),
            new Signature(8, "WEBP", "image/webp"),
            new Signature(8, "WAVEfmt", "audio/wav"),
            new Signature(8, "AVI LIST", "video/x-msvideo"),
            new Signature(8, "AIFF", "audio/x-aiff"),
            new Signature(0, "ID3", "audio/mpeg"),
            new Signature(0, "\u00ff\u00fb", "audio/mpeg"),
            new Signature(0, "\u00ff\u00f3", "audio/mpeg"),
            new Signature(0, "fLaC", "audio/flac"),
            new Signature(0, "OggS", "audio/ogg"),
            new Signature(0, "MThd", "audio/midi"),
            new Signature(0, "#!AMR", "audio/amr"),
            new Signature(4, "ftypM4A", "audio/mp4"),
            new Signature(4, "ftypqt", "video/quicktime"),
            new Signature(4, "ftypheic", "image/heic"),
            new Signature(4, "ftypavif", "image/avif"),
            new Signature(4, "ftyp", "video/mp4"),
            new Signature(0, "FLV\u0001", "video/x-flv"),
            new Signature(0, "\0\0\u0001\u00ba", "video/mpeg"),
            new Signature(0, "\u0030\u0026\u00b2\u0075\u008e\u0066\u00cf\u0011", "video/x-ms-asf"),
            new Signature(0, "%PDF-", "application/pdf"),
            new Signature(0, "{\\rtf", "application/rtf"),
            new Signature(0, "%!PS", "application/postscript"),
            new Signature(0, "PK\u0003\u0004", "application/zip"),
            new Signature(0, "PK\u0005\u0006", "application/zip"),
            new Signature(0, "Rar!\u001a\u0007", "application/vnd.rar"),
            new Signature(0, "7z\u00bc\u00af\u0027\u001c", "application/x-7z-compressed"),
            new Signature(0, "\u001f\u008b\u0008", "application/gzip"),
            new Signature(0, "BZh", "application/x-bzip2"),
            new Signature(0, "\u00fd7zXZ\0", "application/x-xz"),
            new Signature(0, "\u0028\u00b5\u002f\u00fd", "application/zstd"),
            new Signature(0, "SQLite format 3\0", "application/vnd.sqlite3"),
            new Signature(0, "\0asm", "application/wasm"),
            new Signature(0, "wOFF", "font/woff"),
            new Signature(0, "wOF2", "font/woff2"),
            new Signature(0, "OTTO\0", "font/otf"));

    private static final byte[] MATROSKA = "\u001aE\u00df\u00a3".getBytes(StandardCharsets.ISO_8859_1);

    private FirstBytes() {}

    /** The MIME type that a file beginning like this has, if it gives one away. */
    public static Optional<String> mimeType(byte[] head) {
        if (head.length > MATROSKA.length && Arrays.equals(head, 0, MATROSKA.length, MATROSKA, 0, MATROSKA.length)) {
            boolean webm = new String(head, StandardCharsets.ISO_8859_1).contains("webm");
            return Optional.of(webm ? "video/webm" : "video/x-matroska");
        }
        return SIGNATURES.stream()
                .filter(signature -> signature.matches(head))
                .map(Signature::mimeType)
                .findFirst();
    }
}
