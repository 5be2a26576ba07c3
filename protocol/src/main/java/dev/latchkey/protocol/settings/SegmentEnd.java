package dev.latchkey.protocol.settings;

import java.util.NoSuchElementException;

/**
 * Where a segment of a setting's name ends, as the framework and its library have it: at a dot that is not between quotes, or at the end. A backslash takes the
 * meaning of a quote from what follows it, and between quotes that of a backslash.
 */
final class SegmentEnd {

    /**
     * @param name a setting's name, such as {@code quarkus.log.category."org.example".level}
     * @param position where the segment before it ended, or -1 for the first segment
     * @return the index of the dot after the next segment, or the name's length
     * @throws NoSuchElementException if there is no segment after that position
     */
    static int after(String name, int position) {
        if (position == name.length()) {
            throw new NoSuchElementException();
        }
        int start = position + 1;
        int dot = name.indexOf('.', start);
        int end = dot < 0 ? name.length() : dot;
        boolean plain = name.indexOf('"', start, end) < 0 && name.indexOf('\\', start, end) < 0;
        return plain ? end : afterQuotes(name, start);
    }

    private static int afterQuotes(String name, int start) {
        boolean quoted = false;
        for (int i = start; i < name.length(); i++) {
            switch (name.charAt(i)) {
                case '"' -> quoted = !quoted;
                case '\\' -> {
                    // It hides what follows; but outside of quotes a dot after it still ends the segment, as in the
                    // originals.
                    if (quoted || !name.startsWith(".", i + 1)) {
                        i++;
                    }
                }
                case '.' -> {
                    if (!quoted) {
                        return i;
                    }
                }
                default -> {
                    // part of the segment
                }
            }
        }
        return name.length();
    }

    private SegmentEnd() {}
}
