package dev.latchkey.link.resolve;

import dev.latchkey.protocol.error.ApiError;
import java.util.regex.Pattern;

/**
 * A media type as it may stand in a {@code Content-Type} header: type, subtype and perhaps parameters, at most 127
 * characters.
 */
public record ContentType(String value) {

    private static final int LONGEST = 127;
    private static final String TOKEN = "[0-9A-Za-z!#$&^_.+-]+";
    private static final Pattern SHAPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(; ?" + TOKEN + "=(" + TOKEN + "|\"[0-9A-Za-z .,:_+-]*\"))*");

    public ContentType {
        ApiError.UNKNOWN_CONTENT_TYPE.when(
                value.length() > LONGEST || !SHAPE.matcher(value).matches());
    }

    /** Reads a media type from a request; 1005 for anything else. */
    public static ContentType valueOf(String wire) {
        return new ContentType(wire.strip());
    }
}
