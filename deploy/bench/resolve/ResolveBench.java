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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import measure.Load;
import measure.Options;
import measure.Patience;
import measure.Processes;
import measure.Processors;
import measure.Programs;

/**
 * What it costs to resolve a public link, in processor time of each process that takes part, beside pgbench with the services' own questions on
 * the same server in the same minutes. The system has one processor, the load another. Link-service is asked itself: there is no front in between.
 */
final class ResolveBench {

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

    /** What file-service asks about the file, and then about the folders that it lies in. */
    private static final String FILE = """
            SELECT f.id, f.owner, f.folder, f.name, f.created, f.modified, f.current,
                   c.sha256, c.sha1, c.md5, c.size, c.sniffed, c.media
              FROM file f
              JOIN file_revision r ON r.id = f.current
              JOIN content c ON c.sha256 = r.content
             WHERE f.id = ANY (CAST('{%s}' AS bigint[])) AND f.deleted IS NULL;
            """;

    private static final String FOLDERS = """
            WITH RECURSIVE lineage AS (
                SELECT f.*, f.id AS leaf, 0 AS height
                  FROM folder f
                 WHERE f.id = ANY (CAST('{%s}' AS bigint[]))
                UNION ALL
                SELECT f.*, l.leaf, l.height + 1
                  FROM lineage l
                  JOIN folder f ON f.id = l.parent)
            SELECT leaf, id, owner, parent, name, created, modified, deleted IS NOT NULL AS is_deleted
              FROM lineage
             ORDER BY leaf, height DESC;
            """;

    /** What auth-service asks about the link's owner, and then about what they were given on the file's folders. */
    private static final String OWNER = """
            SELECT id, active, language, mail, mail_key, mail_verified, password, quota, registered
              FROM account WHERE id IN (%s);
            """;

    private static final String GIVEN = """
            SELECT question.number, bit_or(folder_grant.rights)
              FROM unnest(CAST('{0}' AS integer[]), CAST('{%s}' AS bigint[]), CAST('{%s}' AS bigint[]))
                   AS question (number, account, folder)
              JOIN folder_grant ON folder_grant.account = question.account AND folder_grant.folder = question.folder
             GROUP BY question.number;
            """;

    private static final String DOWNLOAD = "getpublinkdownload";
    private static final String LOOK = "showpublink";
    private static final String FIND_AND_COUNT = "pgbench, link-service: find, count";
    private static final String ONLY_FIND = "pgbench, link-service: find";
    private static final String LOCATE = "pgbench, file-service: file, folders";
    private static final String DECIDE = "pgbench, auth-service: owner, grants";

    private final LocalStack stack;
    private final String pgbench;
    private final Path work;
    private final Options options;
    private final List<Link> links = new ArrayList<>();

    /** A link, and what else the services ask about when it is resolved; its file lies in one folder, the uppermost. */
    private record Link(String code, String id, String file, String folder, String owner) {}

    /**
     * One pass.
     *
     * @param cpu seconds of processor time by process
     * @param pss megabytes by process when it was over; none for pgbench, whose servers have ended then
     */
    private record Pass(
            long requests,
            double perSecond,
            double p50,
            double p99,
            Map<String, Double> cpu,
            Map<String, Double> pss,
            String load) {}

    private interface Question {
        Pass ask() throws Exception;
    }

    private ResolveBench(LocalStack stack, String pgbench, Path work, Options options) {
        this.stack = stack;
        this.pgbench = pgbench;
        this.work = work;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of(
                "passes", "3", "seconds", "5", "warm", "60", "connections", "8", "links", "64", "native", "no"));
        Programs.need("wrk", "wrk");
        String pgbench = Programs.need("pgbench", "postgresql");
        Path work = Files.createTempDirectory("resolve-bench");
        try (LocalStack stack = LocalStack.builder(Clock.systemUTC())
                .home(work.resolve("home"))
                .http(0)
                .https(0)
                .nativeServices(options.has("native"))
                .start()) {
            ResolveBench bench = new ResolveBench(stack, pgbench, work, options);
            bench.makeLinks();
            bench.measure();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void makeLinks() throws SQLException {
        try (Api api = new Api(stack.https(), stack.tls())) {
            Reply account = api.call("userinfo", Map.of("getauth", "1", "username", stack.account().mail(), "password",
                    stack.account().password()));
            String token = account.text("auth");
            for (int i = 0; i < options.number("links"); i++) {
                byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
                Map<String, String> place = Map.of("auth", token, "folderid", "0", "filename", i + ".txt");
                String file = Patience.with(() -> api.upload("uploadfile", place, content))
                        .text("metadata/0/fileid");
                Reply link = Patience.with(() -> api.call("getfilepublink", Map.of("auth", token, "fileid", file)));
                links.add(new Link(link.text("code"), link.text("linkid"), file, folder(file), account.text("userid")));
            }
        }
    }

    /** The id that the file's folder has in the database; to clients the uppermost is 0. */
    private String folder(String file) throws SQLException {
        Database database = stack.database(Service.FILE);
        try (Connection connection = DriverManager.getConnection(
                        database.url(), database.user().orElse(null), database.password().orElse(null));
                ResultSet row = connection.createStatement().executeQuery("SELECT folder FROM file WHERE id = " + file)) {
            row.next();
            return row.getString(1);
        }
    }

    private void measure() throws Exception {
        Map<String, Question> questions = new LinkedHashMap<>();
        questions.put(DOWNLOAD, () -> http(DOWNLOAD, options.number("seconds")));
        questions.put(FIND_AND_COUNT, () -> pgbench(Service.LINK, link -> FIND.formatted(link.code()) + COUNT.formatted(link.id())));
        questions.put(LOOK, () -> http(LOOK, options.number("seconds")));
        questions.put(ONLY_FIND, () -> pgbench(Service.LINK, link -> FIND.formatted(link.code())));
        questions.put(LOCATE, () -> pgbench(Service.FILE, link -> FILE.formatted(link.file()) + FOLDERS.formatted(link.folder())));
        questions.put(DECIDE, () -> pgbench(Service.AUTH, link -> OWNER.formatted(link.owner())
                + GIVEN.formatted(link.owner(), link.folder())));
        for (long process : processes().values()) {
            Processes.pin(process, Processors.SYSTEM);
        }
        http(DOWNLOAD, options.number("warm"));
        http(LOOK, options.number("warm"));

        Map<String, List<Pass>> passes = new LinkedHashMap<>();
        for (int pass = 0; pass < options.number("passes"); pass++) {
            for (Map.Entry<String, Question> question : questions.entrySet()) {
                passes.computeIfAbsent(question.getKey(), _ -> new ArrayList<>()).add(question.getValue().ask());
            }
        }
        System.out.printf(
                "%s, %d links, %d connections, %d passes of %d s after twice %d s of warming up; %s, from the warming up on; CPU in µs a request%n%n",
                options.has("native") ? "Executables" : "JVM", links.size(), options.number("connections"),
                options.number("passes"), options.number("seconds"), options.number("warm"), Processors.of("the system", "the load"));
        System.out.println("| what | link-service (least to most) | auth-service | file-service | PostgreSQL | requests/s |"
                + " p50 ms | p99 ms | PSS MB: link, auth, file, PostgreSQL | load |\n"
                + "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        passes.forEach(ResolveBench::report);
        together("a download", passes.get(FIND_AND_COUNT), passes.get(LOCATE), passes.get(DECIDE));
        together("a look", passes.get(ONLY_FIND), passes.get(LOCATE), passes.get(DECIDE));
    }

    private static void report(String what, List<Pass> passes) {
        double[] link = sorted(passes, pass -> micros(pass, "link"));
        System.out.printf("| %s | %.0f (%.0f to %.0f) | %.0f | %.0f | %.0f | %.0f | %.2f | %.2f | %s | %s |%n", what,
                median(link), link[0], link[link.length - 1],
                median(sorted(passes, pass -> micros(pass, "auth"))),
                median(sorted(passes, pass -> micros(pass, "file"))),
                median(sorted(passes, pass -> micros(pass, "postgres"))),
                median(sorted(passes, Pass::perSecond)),
                median(sorted(passes, Pass::p50)),
                median(sorted(passes, Pass::p99)),
                Stream.of("link", "auth", "file", "postgres")
                        .filter(passes.getFirst().pss()::containsKey)
                        .map(process -> "%.0f".formatted(median(sorted(passes, pass -> pass.pss().get(process)))))
                        .collect(Collectors.joining(", ")),
                passes.getLast().load());
    }

    /** PostgreSQL's floor for the whole. Decisions are remembered for a moment: who comes alone pays for one, many share it. */
    private static void together(String what, List<Pass> link, List<Pass> file, List<Pass> decision) {
        double always = Stream.of(link, file)
                .mapToDouble(passes -> median(sorted(passes, pass -> micros(pass, "postgres"))))
                .sum();
        double decided = median(sorted(decision, pass -> micros(pass, "postgres")));
        System.out.printf("| pgbench, %s in all | | | | %.0f, decision remembered %.0f | | | | | |%n", what, always + decided, always);
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
        Load load = Load.of(stack.address(Service.LINK).toString(), seconds, options.number("connections"), Processors.LOAD, script.toString());
        if (load.refused() > 0) {
            throw new IllegalStateException(load.refused() + " answers were not 200");
        }
        return new Pass(load.requests(), load.perSecond(), load.p50Millis(), load.p99Millis(), since(before), pss(), Processes.load());
    }

    /** A service's questions without the service: prepared, each a transaction of its own. */
    private Pass pgbench(Service service, Function<Link, String> questions) throws Exception {
        Database database = stack.database(service);
        List<String> command = new ArrayList<>(List.of("taskset", "-c", Processors.LOAD, pgbench, "-n", "-M", "prepared", "-j",
                "1", "-c", options.text("connections"), "-T", options.text("seconds"), "-l", "--log-prefix",
                work.resolve("pgbench").toString()));
        for (Link link : links) {
            Path script = Files.writeString(work.resolve(link.code() + ".sql"), questions.apply(link));
            command.addAll(List.of("-f", script.toString()));
        }
        command.add(database.url().replaceFirst("^jdbc:", ""));
        Map<String, Double> before = cpu();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGUSER", database.user().orElse("postgres"));
        database.password().ifPresent(password -> builder.environment().put("PGPASSWORD", password));
        Process process = builder.start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(told);
        }
        Map<String, Double> cpu = since(before);
        long[] micros = transactionMicros();
        return new Pass(micros.length, micros.length / (double) options.number("seconds"), micros[micros.length / 2] / 1e3,
                micros[micros.length * 99 / 100] / 1e3, cpu, Map.of(), Processes.load());
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

    /** Megabytes of what runs, by its name; pages that several share count in parts. */
    private Map<String, Double> pss() throws IOException {
        Map<String, Double> pss = new LinkedHashMap<>();
        processes().forEach((name, process) -> pss.put(name, Processes.pssMegabytes(process)));
        return pss;
    }

    private Map<String, Double> since(Map<String, Double> before) throws IOException {
        Map<String, Double> cpu = cpu();
        cpu.replaceAll((name, seconds) -> seconds - before.get(name));
        return cpu;
    }
}
