package measure;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the load generator saw.
 *
 * @param requests  answered in the time
 * @param perSecond of them
 * @param p50Millis half were answered in this time
 * @param p99Millis all but one in a hundred were
 * @param refused   answers that were neither 2xx nor 3xx
 */
public record Load(long requests, double perSecond, double p50Millis, double p99Millis, long refused) {

    /**
     * Asks over and over with {@code wrk}, on connections that stay open, without a pause.
     *
     * @param processor where the load generator runs
     * @param script    Lua that makes the requests, or nothing
     */
    public static Load of(String url, int seconds, int connections, String processor, String... script) {
        String[] fixed = {
            "taskset",
            "-c",
            processor,
            Programs.need("wrk", "wrk"),
            "-t1",
            "-c" + connections,
            "-d" + seconds + "s",
            "--latency"
        };
        String[] command = java.util.Arrays.copyOf(fixed, fixed.length + 1 + 2 * script.length);
        for (int i = 0; i < script.length; i++) {
            command[fixed.length + 2 * i] = "-s";
            command[fixed.length + 2 * i + 1] = script[i];
        }
        command[command.length - 1] = url;
        String told = Processes.run(command);
        if (told.contains("Socket errors")) {
            System.out.println("  " + told.lines().filter(line -> line.contains("Socket errors")).findFirst());
        }
        return new Load(
                Long.parseLong(find(told, "(\\d+) requests in")),
                Double.parseDouble(find(told, "Requests/sec:\\s+([\\d.]+)")),
                millis(told, "50%"),
                millis(told, "99%"),
                told.contains("Non-2xx") ? Long.parseLong(find(told, "Non-2xx or 3xx responses: (\\d+)")) : 0);
    }

    private static double millis(String told, String percent) {
        String time = find(told, Pattern.quote(percent) + "\\s+([\\d.]+(?:us|ms|s))");
        double value = Double.parseDouble(time.replaceAll("[a-z]", ""));
        return time.endsWith("us") ? value / 1000 : time.endsWith("ms") ? value : value * 1000;
    }

    private static String find(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("the load generator said:\n" + text);
        }
        return matcher.group(1);
    }
}
