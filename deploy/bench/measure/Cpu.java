package measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Seconds of user and system time that a process took.
 *
 * @param own      by itself
 * @param children by those of its children that have ended
 */
public record Cpu(double own, double children) {

    private static final double TICKS_PER_SECOND = 100;

    /** So far; nothing for one that has ended. */
    public static Cpu of(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return new Cpu(seconds(fields[11], fields[12]), seconds(fields[13], fields[14]));
        } catch (IOException ended) {
            return new Cpu(0, 0);
        }
    }

    private static double seconds(String user, String system) {
        return (Long.parseLong(user) + Long.parseLong(system)) / TICKS_PER_SECOND;
    }
}
