package dev.latchkey.protocol.value;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.latchkey.protocol.error.ApiError;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A moment a caller gives, in any of the forms the dialect accepts: RFC 2822 with or without weekday, ISO 8601 (anything after the year may be
 * cut, a blank may stand for the {@code T}), seconds since 1970, {@code YYYYMMDDhhmmss}; a missing zone is UTC.
 *
 * @param instant the moment, whole seconds
 */
public record WireTime(@JsonValue Instant instant) {

    /** Moments outside these years are refused: no client means them, and the database could not hold all of them. */
    private static final int FIRST_YEAR = 1;

    private static final int LAST_YEAR = 9999;

    /** Longer texts are refused unread: no form of a moment needs it, and patterns take their time with hostile ones. */
    private static final int MAX_LENGTH = 100;

    private static final Pattern ISO = Pattern.compile(
            "(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})(?:[T ](\\d{1,2})(?::?(\\d{2})(?::?(\\d{2})(?:[.,]\\d{1,9})?)?)?)?)?)?(.*)");
    private static final Pattern COMPACT =
            Pattern.compile("(\\d{4})(\\d{2})(\\d{2})T?(\\d{2})(\\d{2})(\\d{2})(\\D.*)?");
    private static final Pattern MAIL = Pattern.compile(
            "(?:[A-Za-z]{3,9},?\\s+)?(\\d{1,2})[ -]([A-Za-z]{3})[a-z]*[ -](\\d{4})\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(.*)");
    private static final Pattern SECONDS = Pattern.compile("(-?\\d{1,12})(\\s.*)?");
    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d{2}):?(\\d{2})?");

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("jan", 1),
            Map.entry("feb", 2),
            Map.entry("mar", 3),
            Map.entry("apr", 4),
            Map.entry("may", 5),
            Map.entry("jun", 6),
            Map.entry("jul", 7),
            Map.entry("aug", 8),
            Map.entry("sep", 9),
            Map.entry("oct", 10),
            Map.entry("nov", 11),
            Map.entry("dec", 12));

    /** The zone abbreviations in use with dates in mails; others are taken by their zone id, or refused. */
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("UT", "Z"),
            Map.entry("GMT", "Z"),
            Map.entry("UTC", "Z"),
            Map.entry("EST", "-05:00"),
            Map.entry("EDT", "-04:00"),
            Map.entry("CST", "-06:00"),
            Map.entry("CDT", "-05:00"),
            Map.entry("MST", "-07:00"),
            Map.entry("MDT", "-06:00"),
            Map.entry("PST", "-08:00"),
            Map.entry("PDT", "-07:00"),
            Map.entry("WET", "Z"),
            Map.entry("WEST", "+01:00"),
            Map.entry("CET", "+01:00"),
            Map.entry("CEST", "+02:00"),
            Map.entry("EET", "+02:00"),
            Map.entry("EEST", "+03:00"),
            Map.entry("MSK", "+03:00"));

    /** The dialect's own way to write a moment: RFC 2822, always UTC, 31 bytes. */
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss '+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Reads a moment from the wire; {@link ApiError#INVALID_DATE_TIME} when it is none. */
    public static WireTime valueOf(String text) {
        ApiError.INVALID_DATE_TIME.when(text.length() > MAX_LENGTH);
        try {
            Instant instant = parse(text.strip());
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            ApiError.INVALID_DATE_TIME.when(year < FIRST_YEAR || year > LAST_YEAR);
            return new WireTime(instant);
        } catch (DateTimeException | NumberFormatException e) {
            throw ApiError.INVALID_DATE_TIME.exception();
        }
    }

    /** The moment as the dialect writes it: {@code Thu, 21 Mar 2013 18:31:45 +0000}. */
    public static String format(Instant instant) {
        return RFC_2822.format(instant);
    }

    private static Instant parse(String text) {
        Matcher compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return at(compact, 1, 2, 3, 4, 5, 6, 7);
        }
        Matcher mail = MAIL.matcher(text);
        if (mail.matches()) {
            Integer month = MONTHS.get(mail.group(2).toLowerCase(Locale.ROOT));
            if (month == null) {
                throw ApiError.INVALID_DATE_TIME.exception();
            }
            return LocalDateTime.of(
                            LocalDate.of(number(mail.group(3)), month, number(mail.group(1))),
                            LocalTime.of(number(mail.group(4)), number(mail.group(5)), optional(mail.group(6), 0)))
                    .atZone(zone(mail.group(7)))
                    .toInstant();
        }
        Matcher seconds = SECONDS.matcher(text);
        // Four digits are a year, as ISO 8601 has it; all other plain numbers are seconds.
        if (seconds.matches() && !seconds.group(1).matches("\\d{4}")) {
            // A zone behind seconds since 1970 says that those seconds were counted in local time.
            return LocalDateTime.ofEpochSecond(Long.parseLong(seconds.group(1)), 0, ZoneOffset.UTC)
                    .atZone(zone(seconds.group(2)))
                    .toInstant();
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            return at(iso, 1, 2, 3, 4, 5, 6, 7);
        }
        throw ApiError.INVALID_DATE_TIME.exception();
    }

    private static Instant at(Matcher m, int year, int month, int day, int hour, int minute, int second, int zone) {
        return LocalDateTime.of(
                        LocalDate.of(number(m.group(year)), optional(m.group(month), 1), optional(m.group(day), 1)),
                        LocalTime.of(
                                optional(m.group(hour), 0), optional(m.group(minute), 0), optional(m.group(second), 0)))
                .atZone(zone(m.group(zone)))
                .toInstant();
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    private static int optional(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    private static ZoneId zone(@Nullable String text) {
        // A comment in brackets may follow the zone in mails.
        String name = text == null ? "" : text.replaceFirst("\\(.*\\)\\s*$", "").strip();
        if (name.isEmpty() || name.equalsIgnoreCase("Z")) {
            return ZoneOffset.UTC;
        }
        Matcher offset = OFFSET.matcher(name);
        if (offset.matches()) {
            return ZoneOffset.of(
                    offset.group(1) + offset.group(2) + ":" + (offset.group(3) == null ? "00" : offset.group(3)));
        }
        String abbreviation = ABBREVIATIONS.get(name.toUpperCase(Locale.ROOT));
        return ZoneId.of(abbreviation == null ? name : abbreviation);
    }
}
