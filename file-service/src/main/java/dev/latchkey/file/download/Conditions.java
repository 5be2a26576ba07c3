package dev.latchkey.file.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The conditional headers of a request, held against one strong entity tag (RFC 9110 section 13). Content has no
 * modification time, since a blob never changes; so {@code If-Modified-Since} is ignored, and an {@code If-Range} with
 * a date never matches.
 *
 * @param ifMatch     the header's values, joined by commas
 * @param ifNoneMatch the header's values, joined by commas
 * @param ifRange     the header
 */
record Conditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable String ifRange) {

    private static final Pattern TAG = Pattern.compile("(W/)?(\"[^\"]*\")");

    /** What the conditions decide. */
    enum Verdict {
        /** Send it; whether a range counts is another question. */
        SEND,
        /** 304: the client has it. */
        NOT_MODIFIED,
        /** 412: the client wanted something else. */
        FAILED
    }

    Verdict verdict(String etag) {
        if (ifMatch != null && !matches(ifMatch, etag, true)) {
            return Verdict.FAILED;
        }
        return ifNoneMatch != null && matches(ifNoneMatch, etag, false) ? Verdict.NOT_MODIFIED : Verdict.SEND;
    }

    /** Whether the Range header counts. */
    boolean rangeCounts(String etag) {
        return ifRange == null || ifRange.strip().equals(etag);
    }

    private static boolean matches(String header, String etag, boolean strong) {
        if (header.strip().equals("*")) {
            return true;
        }
        Matcher tag = TAG.matcher(header);
        while (tag.find()) {
            boolean weak = tag.group(1) != null;
            if (tag.group(2).equals(etag) && !(strong && weak)) {
                return true;
            }
        }
        return false;
    }
}
