package dev.latchkey.file.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of a processor decides which code ffmpeg runs on it: it has several versions of the same computation, which round
 * differently, and takes the one with the newest instructions. So it is told to do without those that not all processors
 * of the architecture have; then all that have the rest make the same bytes.
 *
 * @param kind    the same text on machines whose ffmpegs run the same code, if started with the options
 * @param options with which ffmpeg runs no other code; empty where all it can run is in the kind
 */
record Processor(String kind, List<String> options) {

    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final String AMD64 = "amd64";

    /** The newest instructions that any processor of that architecture has which was sold since 2011. */
    private static final String BASE = "sse4_2";

    /** All that go with them, each by its name: what ffmpeg is not told, it does without. */
    private static final String UP_TO_BASE = "cmov+mmx+mmxext+sse+sse2+sse3+ssse3+sse4.1+sse4.2";

    /** Which one it is: some have an instruction and are better off without. */
    private static final Set<String> KIND =
            Set.of("vendor_id", "cpu family", "model", "CPU implementer", "CPU architecture", "CPU part");

    private static final Set<String> INSTRUCTIONS = Set.of("flags", "Features");

    /** Among the flags are also the kernel's own, which come and go with its versions. */
    private static final Pattern ARITHMETIC =
            Pattern.compile("(mmx|sse|ssse|avx|fma|f16c|bmi|xop|3dnow|asimd|neon|sve|i8mm|bf16|fp).*");

    Processor {
        options = List.copyOf(options);
    }

    /** That of this machine; where it cannot be known, any of the architecture. */
    static Processor ofThisMachine() throws IOException {
        String architecture = System.getProperty("os.arch");
        if (!Files.isReadable(LINUX)) {
            return new Processor(architecture, List.of());
        }
        // Read no further than needed: a machine with many processors takes long to tell of all.
        try (Stream<String> lines = Files.lines(LINUX)) {
            return of(architecture, lines);
        }
    }

    /** The first of what Linux says of all; they are alike, or share their work as if they were. */
    static Processor of(String architecture, Stream<String> lines) {
        List<String> relevant = lines.takeWhile(line -> !line.isBlank())
                .flatMap(Processor::relevant)
                .sorted()
                .toList();
        return architecture.equals(AMD64) && relevant.contains(BASE)
                ? new Processor(AMD64 + " " + BASE, List.of("-cpuflags", UP_TO_BASE))
                : new Processor(relevant.stream().collect(Collectors.joining(" ", architecture + " ", "")), List.of());
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
