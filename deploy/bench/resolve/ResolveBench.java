import dev.latchkey.local.Database;
import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Api;
import dev.latchkey.local.demo.UnexpectedReply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What it costs to resolve a public link, in processor time of each process that takes part, beside pgbench with
 * link-service's own queries on the same server in the same run. The system has all processors but the last, the load
 * has that one. Talks to link-service directly: there is no front in between.
 */
final class ResolveBench {

    private static final int TICKS_PER_SECOND = 100;
    private static final Pattern PERCENTILE = Pattern.compile("^\\s+(50|99)%\\s+([\\d.]+)(us|ms|s)$", Pattern.MULTILINE);
    private static final Pattern REQUESTS = Pattern.compile("^\\s+(\\d+) requests in ", Pattern.MULTILINE);
    private static final Pattern WRONG = Pattern.compile("Non-2xx or 3xx responses: (\\d+)|Socket errors: .*");

    /** What finding a link asks of the database, but for its code. */
    private static final String FIND = """
            SELECT id, code, created, deleted, downloads, expires, file, folder, max_downloads, max_traffic, modified,
                   owner, password, public_number, short_code, traffic, version
              FROM link WHERE code = '%s';
            """;

    /** What counting a download asks. */
    private static final String COUNT = """
            UPDATE link
               SET downloads = downloads + 1
             WHERE id = %s
               AND deleted IS NULL
               AND (expires IS NULL OR expires > now())
               AND (max_downloads IS NULL OR downloads < max_downloads)
               AND (max_traffic IS NULL OR traffic < max_traffic);
            """;

    private final LocalStack stack;
    private final Path work;
    private final Map<String, Integer> options;
    private final List<Link> links = new ArrayList<>();

    record Link(String code, String id) {}

    /** One run: milliseconds, and seconds of processor time by process. */
    record Run(long requests, double seconds, double p50, double p99, Map<String, Double> cost, String load) {}

    private ResolveBench(LocalStack stack, Path work, Map<String, Integer> options) {
        this.stack = stack;
        this.work = work;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, Integer> options = new HashMap<>(
                Map.of("passes", 3, "seconds", 10, "warm-up", 40, "connections", 8, "links", 64, "hold", 0));
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i].replace("--", ""), Integer.valueOf(arguments[i + 1]));
        }
        Path work = Files.createTempDirectory("resolve-bench");
        try (LocalStack stack = LocalStack.builder(Clock.systemUTC())
                        .home(work.resolve("home"))
                        .http(0)
                        .https(0)
                        .start();
                Api api = new Api(stack.https(), stack.tls())) {
            ResolveBench bench = new ResolveBench(stack, work, options);
            bench.makeLinks(api);
            bench.run();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void makeLinks(Api api) {
        String token = api.call(
                        "userinfo",
                        Map.of("getauth", "1", "username", stack.account().mail(), "password",
                                stack.account().password()))
                .text("auth");
        for (int i = 0; i < options.get("links"); i++) {
            byte[] content = ("file " + i).getBytes(StandardCharsets.UTF_8);
            Map<String, String> upload = Map.of("auth", token, "folderid", "0", "filename", i + ".txt");
            String file = patiently(() -> api.upload("uploadfile", upload, content).text("metadata/0/fileid"));
            Map<String, String> link = Map.of("auth", token, "fileid", file);
            links.add(patiently(() -> {
                var made = api.call("getfilepublink", link);
                return new Link(made.text("code"), made.text("linkid"));
            }));
        }
    }

    /** The first calls of a cold system on a busy machine may take longer than neighbours wait for each other. */
    private static <T> T patiently(Supplier<T> call) {
        for (int failures = 0; ; failures++) {
            try {
                return call.get();
            } catch (UnexpectedReply e) {
                if (failures == 20) {
                    throw e;
                }
            }
        }
    }

    private void run() throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        String system = processors == 1 ? "0" : "0-" + (processors - 2);
        for (long pid : pids().values().stream().flatMap(List::stream).toList()) {
            command("taskset", "-acp", system, Long.toString(pid));
        }
        System.out.printf("%d links, %d connections; the system on processors %s, the load on %d%n", links.size(),
                options.get("connections"), system, processors - 1);
        System.out.printf("pids %s%nwarming up%n", pids());
        wrk("getpublinkdownload", options.get("warm-up"));
        wrk("showpublink", options.get("warm-up"));
        System.out.printf("%-28s %4s %10s %8s %8s %8s %8s %8s %8s %8s %6s%n", "what", "pass", "requests/s", "p50 ms",
                "p99 ms", "link us", "auth us", "file us", "pg us", "load us", "load");
        Map<String, List<Run>> all = new LinkedHashMap<>();
        for (int pass = 1; pass <= options.get("passes"); pass++) {
            report(all, "getpublinkdownload", pass, wrk("getpublinkdownload", options.get("seconds")));
            report(all, "pgbench find, count", pass, pgbench(true));
            report(all, "showpublink", pass, wrk("showpublink", options.get("seconds")));
            report(all, "pgbench find", pass, pgbench(false));
        }
        all.forEach((what, runs) -> line(what, "all", runs));
        Thread.sleep(options.get("hold") * 1000L);
    }

    private static void report(Map<String, List<Run>> all, String what, int pass, Run run) {
        all.computeIfAbsent(what, _ -> new ArrayList<>()).add(run);
        line(what, Integer.toString(pass), List.of(run));
    }

    private static void line(String what, String pass, List<Run> runs) {
        long requests = runs.stream().mapToLong(Run::requests).sum();
        double seconds = runs.stream().mapToDouble(Run::seconds).sum();
        System.out.printf("%-28s %4s %10.0f %8.2f %8.2f %8.0f %8.0f %8.0f %8.0f %8.0f %6s%n", what, pass,
                requests / seconds, median(runs.stream().mapToDouble(Run::p50).toArray()),
                median(runs.stream().mapToDouble(Run::p99).toArray()), micros(runs, "link", requests),
                micros(runs, "auth", requests), micros(runs, "file", requests), micros(runs, "postgres", requests),
                micros(runs, "load", requests), runs.getLast().load());
    }

    private static double micros(List<Run> runs, String process, long requests) {
        return runs.stream().mapToDouble(run -> run.cost().get(process)).sum() * 1e6 / requests;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Visitors that ask for one link after the other. */
    private Run wrk(String method, int seconds) throws Exception {
        Path script = work.resolve("wrk.lua");
        StringBuilder lua = new StringBuilder("local codes = {");
        links.forEach(link -> lua.append('"').append(link.code()).append("\","));
        lua.append("}\nlocal next = 0\nrequest = function()\n  next = next % #codes + 1\n  return wrk.format('GET', '/")
                .append(method)
                .append("?code=' .. codes[next])\nend\n");
        Files.writeString(script, lua);
        return measured(seconds, () -> {
            String said = command("taskset", "-c", lastProcessor(), "wrk", "--latency", "-t", "1", "-c",
                    options.get("connections").toString(), "-d", seconds + "s", "-s", script.toString(),
                    stack.address(Service.LINK).toString());
            Matcher wrong = WRONG.matcher(said);
            if (wrong.find()) {
                throw new IllegalStateException(wrong.group());
            }
            Map<String, Double> percentiles = new HashMap<>();
            for (Matcher line = PERCENTILE.matcher(said); line.find(); ) {
                double unit = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3).get(line.group(3));
                percentiles.put(line.group(1), Double.parseDouble(line.group(2)) * unit);
            }
            Matcher requests = REQUESTS.matcher(said);
            if (!requests.find()) {
                throw new IllegalStateException(said);
            }
            return new Outcome(Long.parseLong(requests.group(1)), percentiles.get("50"), percentiles.get("99"));
        });
    }

    /** The same questions without link-service: prepared, each in a transaction of its own. */
    private Run pgbench(boolean counting) throws Exception {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", lastProcessor(),
                System.getProperty("bench.pgbench"), "-n", "-M", "prepared", "-j", "1", "-c",
                options.get("connections").toString(), "-T", options.get("seconds").toString(), "-l", "--log-prefix",
                work.resolve("pgbench").toString()));
        for (Link link : links) {
            String queries = FIND.formatted(link.code()) + (counting ? COUNT.formatted(link.id()) : "");
            command.addAll(List.of("-f", Files.writeString(work.resolve(link.code() + ".sql"), queries).toString()));
        }
        Database database = stack.database(Service.LINK);
        command.add(database.url().replaceFirst("^jdbc:", ""));
        return measured(options.get("seconds"), () -> {
            command(command.toArray(String[]::new));
            try (Stream<Path> logs = Files.list(work)) {
                List<Path> written = logs.filter(file -> file.getFileName().toString().matches("pgbench\\.\\d+.*"))
                        .toList();
                List<String> lines = new ArrayList<>();
                for (Path log : written) {
                    lines.addAll(Files.readAllLines(log));
                    Files.delete(log);
                }
                long[] micros = lines.stream()
                        .mapToLong(line -> Long.parseLong(line.split(" ")[2]))
                        .sorted()
                        .toArray();
                return new Outcome(micros.length, micros[micros.length / 2] / 1e3,
                        micros[micros.length * 99 / 100] / 1e3);
            }
        });
    }

    private record Outcome(long requests, double p50, double p99) {}

    private interface Load {
        Outcome run() throws Exception;
    }

    private Run measured(int seconds, Load load) throws Exception {
        Map<String, Double> before = cost();
        Outcome outcome = load.run();
        Map<String, Double> cost = cost();
        cost.replaceAll((process, after) -> after - before.get(process));
        return new Run(outcome.requests(), seconds, outcome.p50(), outcome.p99(), cost,
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
    }

    private Map<String, List<Long>> pids() throws IOException {
        long postgres = Long.parseLong(Files.readAllLines(
                        stack.home().resolve("postgres/data/postmaster.pid"))
                .getFirst()
                .strip());
        return Map.of("link", List.of(stack.pid(Service.LINK)), "auth", List.of(stack.pid(Service.AUTH)), "file",
                List.of(stack.pid(Service.FILE)), "postgres",
                LongStream.concat(LongStream.of(postgres), ProcessHandle.of(postgres).orElseThrow().children()
                                .mapToLong(ProcessHandle::pid))
                        .boxed()
                        .toList());
    }

    /** Seconds of user and system time so far, by what runs; of those that have ended, too, where they are children. */
    private Map<String, Double> cost() throws IOException {
        Map<String, Double> cost = new HashMap<>();
        for (Map.Entry<String, List<Long>> process : pids().entrySet()) {
            cost.put(process.getKey(), process.getValue().stream()
                    .mapToDouble(pid -> seconds(pid, 11, 12) + (process.getKey().equals("postgres") ? seconds(pid, 13, 14) : 0))
                    .sum());
        }
        cost.put("load", seconds(ProcessHandle.current().pid(), 13, 14));
        return cost;
    }

    private static double seconds(long pid, int... fields) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] all = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Arrays.stream(fields).mapToDouble(field -> Double.parseDouble(all[field])).sum() / TICKS_PER_SECOND;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String lastProcessor() {
        return Integer.toString(Runtime.getRuntime().availableProcessors() - 1);
    }

    private String command(String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Database database = stack.database(Service.LINK);
        builder.environment().put("PGUSER", database.user().orElse("postgres"));
        database.password().ifPresent(password -> builder.environment().put("PGPASSWORD", password));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + ": " + said);
        }
        return said;
    }
}
