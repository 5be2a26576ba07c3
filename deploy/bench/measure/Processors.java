package measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Where what is measured runs, and what asks it: on the first and on the last of the processors that we may use. */
public final class Processors {

    /** {@code 0-1} or {@code 2,5-7}. */
    private static final String[] OURS = ours().split("[-,]");

    public static final String SYSTEM = OURS[0];
    public static final String LOAD = OURS[OURS.length - 1];

    private Processors() {}

    /** For the heading of a table. */
    public static String of(String system, String load) {
        return SYSTEM.equals(LOAD)
                ? system + " and " + load + " on one processor"
                : system + " on processor " + SYSTEM + ", " + load + " on " + LOAD;
    }

    private static String ours() {
        try {
            return Arrays.stream(Files.readString(Path.of("/proc/self/status")).split("\n"))
                    .filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst(".*:\\s*", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
