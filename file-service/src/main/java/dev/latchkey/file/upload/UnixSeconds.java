package dev.latchkey.file.upload;

import dev.latchkey.protocol.error.ApiError;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A file's time as uploaders give it: seconds since 1970 and nothing else. So 2026 is a moment in 1970 here, where dates elsewhere in the dialect take it
 * for a year.
 *
 * @param value seconds since 1970; negative before
 */
public record UnixSeconds(long value) {

    private static final int LAST_YEAR = 9999;

    /** Reads a whole number from the wire; {@link ApiError#INVALID_DATE_TIME} when it is none, or none of a year from 1 to 9999. */
    public static UnixSeconds valueOf(String text) {
        ApiError.INVALID_DATE_TIME.when(!text.strip().matches("-?[0-9]{1,12}"));
        UnixSeconds seconds = new UnixSeconds(Long.parseLong(text.strip()));
        int year = seconds.instant().atOffset(ZoneOffset.UTC).getYear();
        ApiError.INVALID_DATE_TIME.when(year < 1 || year > LAST_YEAR);
        return seconds;
    }

    Instant instant() {
        return Instant.ofEpochSecond(value);
    }
}
