package dev.latchkey.file.download;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a {@code Range} header asks of content of a known length (RFC 9110 section 14). */
sealed interface RequestedRange {

    /**
     * Everything: no range was asked for, or one that is to be ignored because it is malformed, of another unit, or
     * made of more pieces than anybody needs.
     */
    record Whole() implements RequestedRange {}

    /** The bytes from first to last, both included, both inside the content. */
    record Part(long first, long last) implements RequestedRange {

        long length() {
            return last - first + 1;
        }

        /** The {@code Content-Range} of it, out of so many bytes. */
        String contentRange(long all) {
            return "bytes " + first + "-" + last + "/" + all;
        }
    }

    /** Several parts, at least two, in the order asked for. They do not overlap; what lay close together is one. */
    record Parts(List<Part> parts) implements RequestedRange {}

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

        /** What asks for more is not the player or reader that knows what it needs. */
        private static final int MOST_SPECS = 64;

        private static final int MOST_PARTS = 16;

        /** About what a part of its own costs. */
        private static final int SMALLEST_GAP = 256;

        private Syntax() {}

        private static RequestedRange parse(@Nullable String header, long length) {
            if (header == null || !header.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
                return new Whole();
            }
            List<String> specs = Arrays.stream(header.substring(UNIT.length()).split(",", -1))
                    .map(String::strip)
                    .filter(spec -> !spec.isEmpty())
                    .toList();
            if (specs.isEmpty() || specs.size() > MOST_SPECS) {
                return new Whole();
            }
            List<Part> parts = new ArrayList<>();
            for (String text : specs) {
                Matcher spec = SPEC.matcher(text);
                switch (spec.matches() ? range(spec.group(1), spec.group(2), length) : new Whole()) {
                    case Part part -> parts.add(part);
                    case Unsatisfiable _ -> {}
                    default -> {
                        return new Whole();
                    }
                }
            }
            return of(joined(parts));
        }

        private static RequestedRange of(List<Part> parts) {
            if (parts.isEmpty()) {
                return new Unsatisfiable();
            }
            if (parts.size() > MOST_PARTS) {
                return new Whole();
            }
            return parts.size() == 1 ? parts.get(0) : new Parts(parts);
        }

        /** Makes one of what overlaps or lies close together; it stands where the first of them stood. */
        private static List<Part> joined(List<Part> parts) {
            List<Part> joined = new ArrayList<>();
            for (Part part :
                    parts.stream().sorted(Comparator.comparingLong(Part::first)).toList()) {
                if (joined.isEmpty() || part.first() - joined.getLast().last() > SMALLEST_GAP) {
                    joined.add(part);
                } else {
                    Part before = joined.removeLast();
                    joined.add(new Part(before.first(), Math.max(before.last(), part.last())));
                }
            }
            joined.sort(Comparator.comparingInt(whole -> place(whole, parts)));
            return List.copyOf(joined);
        }

        private static int place(Part whole, List<Part> parts) {
            int place = 0;
            while (parts.get(place).first() < whole.first() || parts.get(place).last() > whole.last()) {
                place++;
            }
            return place;
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
