package dev.latchkey.file.download;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of content of a known length (RFC 9110 section 14). */
sealed interface RequestedRange {

    /**
     * Everything: no range was asked for, or one that is to be ignored because it is malformed, of another unit, or
     * more than one.
     */
    record Whole() implements RequestedRange {}

    /** The bytes from first to last, both included, both inside the content. */
    record Part(long first, long last) implements RequestedRange {

        long length() {
            return last - first + 1;
        }
    }

    /** A well-formed range that lies outside the content. */
    record Unsatisfiable() implements RequestedRange {}

    static RequestedRange parse(@Nullable String header, long length) {
        return Syntax.parse(header, length);
    }

    /** The grammar of the header. */
    final class Syntax {

        private static final String UNIT = "bytes=";
        private static final Pattern SPEC = Pattern.compile("(\\d*)-(\\d*)");
        private static final int DIGITS_OF_LONG = 18;

        private Syntax() {}

        private static RequestedRange parse(@Nullable String header, long length) {
            if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
                return new Whole();
            }
            List<String> specs = Arrays.stream(header.substring(UNIT.length()).split(",", -1))
                    .map(String::strip)
                    .filter(spec -> !spec.isEmpty())
                    .toList();
            if (specs.size() != 1) {
                return new Whole();
            }
            Matcher spec = SPEC.matcher(specs.get(0));
            return spec.matches() ? range(spec.group(1), spec.group(2), length) : new Whole();
        }

        private static RequestedRange range(String from, String to, long length) {
            if (from.isEmpty()) {
                return to.isEmpty() ? new Whole() : suffix(number(to), length);
            }
            long first = number(from);
            long last = to.isEmpty() ? Long.MAX_VALUE : number(to);
            if (last < first) {
                return new Whole();
            }
            return first >= length ? new Unsatisfiable() : new Part(first, Math.min(last, length - 1));
        }

        private static RequestedRange suffix(long count, long length) {
            if (count == 0) {
                return new Unsatisfiable();
            }
            return length == 0 ? new Whole() : new Part(Math.max(0, length - count), length - 1);
        }

        /** Beyond what fits, a number only has to be large. */
        private static long number(String digits) {
            String significant = digits.replaceFirst("^0+(?=\\d)", "");
            return significant.length() > DIGITS_OF_LONG ? Long.MAX_VALUE : Long.parseLong(significant);
        }
    }
}
