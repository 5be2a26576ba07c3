package dev.latchkey.file.download;

import java.util.Locale;
import java.util.Set;

/**
 * Which content a browser may show as it likes. Everything else, HTML and SVG first of all, is shown in a sandbox:
 * without scripts, forms, plugins, and without the origin it came from, so that an uploaded page can do nothing in the
 * name of this host. Types we never heard of count as dangerous.
 */
final class ContentPolicy {

    /** The {@code Content-Security-Policy} of the sandbox. */
    static final String SANDBOX = "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private static final Set<String> HARMLESS = Set.of(
            "application/octet-stream",
            "application/pdf",
            "application/zip",
            "application/json",
            "text/plain",
            "text/csv");

    private ContentPolicy() {}

    static boolean isHarmless(String contentType) {
        int semicolon = contentType.indexOf(';');
        String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        boolean media = type.startsWith("audio/") || type.startsWith("video/") || type.startsWith("image/");
        return HARMLESS.contains(type) || (media && !type.endsWith("+xml"));
    }
}
