package dev.latchkey.file.blob;

import java.util.regex.Pattern;

/** What blobs are called, and where they lie: {@code ab/cd/abcd…}, in a directory and in a bucket alike. */
final class BlobNames {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private BlobNames() {}

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static String place(String sha256) {
        return sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }
}
