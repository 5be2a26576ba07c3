package resolve;

import dev.latchkey.local.Database;
import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Api;
import dev.latchkey.local.demo.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import measure.Load;
import measure.Options;
import measure.Processes;
import measure.Programs;

/**
 * What it costs to resolve a public link, in processor time of each process that takes part, beside pgbench with link-service's own questions on
 * the same server in the same minutes. The system has one processor, the load the other. Link-service is asked itself: there is no front in between.
 */
final class ResolveBench {

    private static final String SYSTEM = "0";
    private static final String LOAD = "1";

    /** What looking at a link asks of the database, but for its code. */
    private static final String FIND = """
            SELECT id, code, created, deleted, downloads, expires, file, folder, max_downloads, max_traffic, modified,
                   owner, password, public_number, short_code, traffic, version
              FROM link WHERE code = '%s';
            """;

    /** What counting a download asks. */
    private static final String COUNT = """
            WITH room AS (
                SELECT id, LEAST(CAST(1 AS bigint), max_downloads - downloads) AS granted
                  FROM link
                 WHERE id = %s
                   AND deleted IS NULL
                   AND (expires IS NULL OR expires > now())
                   AND (max_downloads IS NULL OR downloads < max_downloads)
                   AND (max_traffic IS NULL OR traffic < max_traffic)
                   FOR UPDATE)
            UPDATE link
               SET downloads = link.downloads + room.granted
              FROM room
             WHERE link.id = room.id
            RETURNING room.granted;
            """;

    private final LocalStack stack;
    private final Path work;
    private final Options options;
    private final List<Link> links = new ArrayList<>();

    private record Link(String code, String id) {}

    /** One pass: requests, milliseconds, and seconds of processor time by process. */
    private record Pass(long requests, double perSecond, double p50, double p99, Map<String, Double> cpu, String load) {}

    private interface Question {
        Pass ask() throws Exception;
    }

    private ResolveBench(LocalStack stack, Path work, Options options) {
        this.stack = stack;
        this.work = work;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of(
                "passes", "3", "seconds", "5", "warm", "60", "connections", "8", "links", "64", "native", "no"));
        Programs.need("wrk", "wrk");
        Path work = Files.createTempDirectory("resolve-bench");
        try (LocalStack stack = LocalStack.builder(Clock.systemUTC())
                .home(work.resolve("home"))
                .http(0)
                .https(0)
                .nativeServices(options.has("native"))
                .start()) {
            ResolveBench bench = new ResolveBench(stack, work, options);
            bench.makeLinks();
            bench.measure();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void makeLinks() {
        try (Api api = new Api(stack.https(), stack.tls())) {
            String token = api.call("userinfo", Map.of("getauth", "1", "username", stack.account().mail(), "password",
                    stack.account().password())).text("auth");
            for (int i = 0; i < options.number("links"); i++) {
                byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
                String file = api.upload("uploadfile", Map.of("auth", token, "folderid", "0", "filename", i + ".txt"), content)
                        .text("metadata/0/fileid");
                Reply link = api.call("getfilepublink", Map.of("auth", token, "fileid", file));
                links.add(new Link(link.text("code"), link.text("linkid")));
            }
        }
    }

    private void measure() throws Exception {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put("getpublinkdownload", () -> http("getpublinkdownload", options.number("seconds")));
        questions.put("pgbench: find, count", () -> pgbench(true));
        questions.put("showpublink", () -> http("showpublink", options.number("seconds")));
        questions.put("pgbench: find", () -> pgbench(false));
        http("getpublinkdownload", options.number("warm"));
        http("showpublink", options.number("warm"));
        for (long process : processes().values()) {
            Processes.pin(process, SYSTEM);
        }

        Map<String, List<Pass>> passes = new LinkedHashMap<>();
        for (int pass = 0; pass < options.number("passes"); pass++) {
            for (Map.Entry<String, Question> question : questions.entrySet()) {
                passes.computeIfAbsent(question.getKey(), _ -> new ArrayList<>()).add(question.getValue().ask());
            }
        }
        System.out.printf("%s, %d links, %d connections, %d passes of %d s after %d s of warming up; CPU in µs a request%n%n",
                options.has("native") ? "Executables" : "JVM", links.size(), options.number("connections"),
                options.number("passes"), options.number("seconds"), options.number("warm"));
        System.out.println("| what | link-service (least to most) | auth-service | file-service | PostgreSQL | requests/s |"
                + " p50 ms | p99 ms | load |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        passes.forEach(ResolveBench::report);
    }

    private static void report(String what, List<Pass> passes) {
        double[] link = sorted(passes, pass -> micros(pass, "link"));
        System.out.printf("| %s | %.0f (%.0f to %.0f) | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f | %s |%n", what,
                median(link), link[0], link[link.length - 1],
                median(sorted(passes, pass -> micros(pass, "auth"))),
                median(sorted(passes, pass -> micros(pass, "file"))),
                median(sorted(passes, pass -> micros(pass, "postgres"))),
                median(sorted(passes, Pass::perSecond)),
                median(sorted(passes, Pass::p50)),
                median(sorted(passes, Pass::p99)),
                passes.getLast().load());
    }

    private static double micros(Pass pass, String process) {
        return pass.cpu().get(process) * 1e6 / pass.requests();
    }

    private static double[] sorted(List<Pass> passes, ToDoubleFunction<Pass> value) {
        return passes.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Visitors that ask for one link after the other. */
    private Pass http(String method, int seconds) throws IOException {
        StringBuilder lua = new StringBuilder("local codes = {");
        links.forEach(link -> lua.append('"').append(link.code()).append("\","));
        lua.append("}\nlocal next = 0\nrequest = function()\n  next = next % #codes + 1\n  return wrk.format('GET', '/")
                .append(method).append("?code=' .. codes[next])\nend\n");
        Path script = Files.writeString(work.resolve("links.lua"), lua);
        Map<String, Double> before = cpu();
        Load load = Load.of(stack.address(Service.LINK).toString(), seconds, options.number("connections"), LOAD, script.toString());
        if (load.refused() > 0) {
            throw new IllegalStateException(load.refused() + " answers were not 200");
        }
        return new Pass(load.requests(), load.perSecond(), load.p50Millis(), load.p99Millis(), since(before), Processes.load());
    }

    /** The same questions without link-service: prepared, each a transaction of its own. */
    private Pass pgbench(boolean counting) throws Exception {
        Database database = stack.database(Service.LINK);
        List<String> command = new ArrayList<>(List.of("taskset", "-c", LOAD, pgbenchProgram(), "-n", "-M", "prepared", "-j",
                "1", "-c", options.text("connections"), "-T", options.text("seconds"), "-l", "--log-prefix",
                work.resolve("pgbench").toString()));
        for (Link link : links) {
            String queries = FIND.formatted(link.code()) + (counting ? COUNT.formatted(link.id()) : "");
            command.addAll(List.of("-f", Files.writeString(work.resolve(link.code() + ".sql"), queries).toString()));
        }
        command.add(database.url().replaceFirst("^jdbc:", ""));
        Map<String, Double> before = cpu();
        ProcessBuilder pgbench = new ProcessBuilder(command).redirectErrorStream(true);
        pgbench.environment().put("PGUSER", database.user().orElse("postgres"));
        database.password().ifPresent(password -> pgbench.environment().put("PGPASSWORD", password));
        Process process = pgbench.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
        Map<String, Double> cpu = since(before);
        long[] micros = transactionMicros();
        return new Pass(micros.length, micros.length / (double) options.number("seconds"), micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3, cpu, Processes.load());
    }

    /** How long each took, from the logs that pgbench wrote; in order. */
    private long[] transactionMicros() throws IOException {
        List<String> lines = new ArrayList<>();
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(work, "pgbench.*")) {
            for (Path log : logs) {
                lines.addAll(Files.readAllLines(log));
                Files.delete(log);
            }
        }
        return lines.stream().mapToLong(line -> Long.parseLong(line.split(" ")[2])).sorted().toArray();
    }

    /** Debian keeps it out of the path, in the server's package. */
    private static String pgbenchProgram() throws IOException {
        for (boolean installed = false; ; installed = true) {
            Path versions = Path.of("/usr/lib/postgresql");
            if (Files.isDirectory(versions)) {
                try (DirectoryStream<Path> all = Files.newDirectoryStream(versions)) {
                    for (Path version : all) {
                        if (Files.isExecutable(version.resolve("bin/pgbench"))) {
                            return version.resolve("bin/pgbench").toString();
                        }
                    }
                }
            }
            if (installed) {
                throw new IllegalStateException("pgbench is missing: install the package postgresql");
            }
            // The package makes and starts a cluster of its own unless told that this is not the time.
            Processes.run("env", "RUNLEVEL=1", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
                    "--no-install-recommends", "postgresql");
        }
    }

    private Map<String, Long> processes() throws IOException {
        Path pid = stack.home().resolve("postgres/data/postmaster.pid");
        return Map.of("link", stack.pid(Service.LINK), "auth", stack.pid(Service.AUTH), "file", stack.pid(Service.FILE),
                "postgres", Long.parseLong(Files.readAllLines(pid).getFirst().strip()));
    }

    /** Seconds of user and system time so far, by what runs. */
    private Map<String, Double> cpu() throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        processes().forEach((name, process) -> cpu.put(name, Processes.cpuSeconds(process)));
        return cpu;
    }

    private Map<String, Double> since(Map<String, Double> before) throws IOException {
        Map<String, Double> cpu = cpu();
        cpu.replaceAll((name, seconds) -> seconds - before.get(name));
        return cpu;
    }
}
