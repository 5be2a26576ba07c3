package dev.latchkey.local;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param home state folder
 * @param address address the front listens on
 * @param http port of plain HTTP; 0 = any free one
 * @param https port of HTTPS; 0 = any free one
 * @param contentHosts entries of {@code hosts[]} in answers; empty = the front itself
 * @param databaseUrl JDBC URL of a server to use instead of the embedded one
 * @param demo walk the journey, then end
 * @param nativeServices run native executables instead of jars
 * @param help only tell how the command is used
 */
record Options(
        Path home,
        String address,
        int http,
        int https,
        List<String> contentHosts,
        Optional<String> databaseUrl,
        boolean demo,
        boolean nativeServices,
        boolean help) {

    /**
     * Reads the command line.
     *
     * @param defaultHome state folder when none is named
     * @throws CannotStart an option is unknown, lacks its value or has one that makes no sense
     */
    static Options parse(List<String> arguments, Path defaultHome) {
        Path home = defaultHome;
        String address = "127.0.0.1";
        int http = 8080;
        int https = 8443;
        List<String> contentHosts = List.of();
        Optional<String> databaseUrl = Optional.empty();
        boolean demo = false;
        boolean nativeServices = false;
        boolean help = false;

        Deque<String> words = new ArrayDeque<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (argument.startsWith("--") && equals > 0) {
                words.add(argument.substring(0, equals));
                words.add(argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        while (!words.isEmpty()) {
            String option = words.remove();
            switch (option) {
                case "--home" -> home = Path.of(value(option, words));
                case "--address" -> address = value(option, words);
                case "--http" -> http = port(option, words);
                case "--https" -> https = port(option, words);
                case "--content-hosts" -> contentHosts = list(option, words);
                case "--database-url" -> databaseUrl = Optional.of(databaseUrl(option, words));
                case "--demo" -> demo = true;
                case "--native" -> nativeServices = true;
                case "--help", "-h" -> help = true;
                default -> throw new CannotStart("Unknown option " + option + "; --help lists them.");
            }
        }
        if (http == https && http != 0) {
            throw new CannotStart("--http and --https need different ports, both are " + http + ".");
        }
        return new Options(
                home.toAbsolutePath().normalize(),
                address,
                http,
                https,
                contentHosts,
                databaseUrl,
                demo,
                nativeServices,
                help);
    }

    private static String value(String option, Deque<String> words) {
        String value = words.poll();
        if (value == null || value.isBlank() || value.startsWith("--")) {
            throw new CannotStart("Option " + option + " needs a value; --help tells which.");
        }
        return value;
    }

    private static int port(String option, Deque<String> words) {
        String value = value(option, words);
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw new CannotStart("Option " + option + " needs a port between 0 and 65535, not '" + value + "'.");
    }

    private static List<String> list(String option, Deque<String> words) {
        List<String> values = Arrays.stream(value(option, words).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
        if (values.isEmpty()) {
            throw new CannotStart("Option " + option + " needs at least one name.");
        }
        return values;
    }

    private static String databaseUrl(String option, Deque<String> words) {
        String url = value(option, words);
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new CannotStart(
                    "Option " + option + " needs a URL like jdbc:postgresql://host:5432/postgres?user=name.");
        }
        return url;
    }
}
