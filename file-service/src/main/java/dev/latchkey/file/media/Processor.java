package dev.latchkey.file.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of a processor decides which code a media program runs on it. */
final class Processor {

    private static final Path LINUX = Path.of("/proc/cpuinfo");

    /** Which one it is: some have an instruction and are better off without. */
    private static final Set<String> KIND =
            Set.of("vendor_id", "cpu family", "model", "CPU implementer", "CPU architecture", "CPU part");

    private static final Set<String> INSTRUCTIONS = Set.of("flags", "Features");

    /** Among the flags are also the kernel's own, which come and go with its versions. */
    private static final Pattern ARITHMETIC =
            Pattern.compile("(mmx|sse|ssse|avx|fma|f16c|bmi|xop|3dnow|asimd|neon|sve|i8mm|bf16|fp).*");

    private Processor() {}

    /** The same text on machines whose media programs run the same code; where that cannot be known, the architecture. */
    static String ofThisMachine() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(LINUX)) {
            return architecture;
        }
        // Read no further than needed: a machine with many processors takes long to tell of all.
        try (Stream<String> lines = Files.lines(LINUX)) {
            return architecture + of(lines);
        }
    }

    /** Of the first processor of what Linux says of all; they are alike, or share their work as if they were. */
    static String of(Stream<String> lines) {
        return lines.takeWhile(line -> !line.isBlank())
                .flatMap(Processor::relevant)
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> relevant(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return Stream.empty();
        }
        String name = line.substring(0, colon).strip();
        String value = line.substring(colon + 1).strip();
        if (KIND.contains(name)) {
            return Stream.of(name + "=" + value);
        }
        return INSTRUCTIONS.contains(name)
                ? Stream.of(value.split(" "))
                        .filter(flag -> ARITHMETIC.matcher(flag).matches())
                : Stream.empty();
    }
}
