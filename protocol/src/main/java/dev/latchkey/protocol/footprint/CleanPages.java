package dev.latchkey.protocol.footprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parts of a process's memory that hold nothing but what is in a file, and that nobody can write to: what of them is
 * dropped is read from the file again when it is needed.
 *
 * @param address of the first byte
 * @param length  in bytes
 */
record CleanPages(long address, long length) {

    private static final Pattern MAPPING = Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (\\S{4}) \\S+ \\S+ \\S+ *(.*)");

    /** Pages that were written to before they were protected, as those of the dynamic linker, are the process's own. */
    private static final String OWN = "Anonymous:";

    private static final String NONE = "0 kB";
    private static final int HEXADECIMAL = 16;

    /**
     * All that a process has of a file.
     *
     * @param smaps what Linux says in {@code /proc/PID/smaps}
     * @param file  the path it says for the file
     */
    static List<CleanPages> of(Stream<String> smaps, String file) {
        List<CleanPages> found = new ArrayList<>();
        Optional<CleanPages> current = Optional.empty();
        for (String line : (Iterable<String>) smaps::iterator) {
            Matcher mapping = MAPPING.matcher(line);
            if (mapping.matches()) {
                boolean fixed = mapping.group(3).indexOf('w') < 0;
                current = fixed && mapping.group(4).equals(file) ? Optional.of(of(mapping)) : Optional.empty();
            } else if (line.startsWith(OWN)) {
                if (line.substring(OWN.length()).strip().equals(NONE)) {
                    current.ifPresent(found::add);
                }
                current = Optional.empty();
            }
        }
        return found;
    }

    private static CleanPages of(Matcher mapping) {
        long start = Long.parseUnsignedLong(mapping.group(1), HEXADECIMAL);
        return new CleanPages(start, Long.parseUnsignedLong(mapping.group(2), HEXADECIMAL) - start);
    }
}
