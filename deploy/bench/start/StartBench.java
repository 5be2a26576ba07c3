package start;

import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import measure.Load;
import measure.Options;
import measure.Processes;
import measure.Processors;
import measure.Programs;

/**
 * How long each service takes from the start of its process to its first answer, what processor time that costs, and how
 * much memory it then has: before it was asked anything else, and after some load. The JVM, and native executables where they are built: two systems that
 * run at the same time, whose services are started in turn.
 */
final class StartBench {

    /** What is asked first, and then over and over: a method of the API, refused or not. */
    private static final Map<Service, String> QUESTIONS = new EnumMap<>(Map.of(
            Service.AUTH, "/getip", Service.FILE, "/stat?fileid=1", Service.LINK, "/showpublink?code=none"));

    private static final Path ROOT = Path.of(System.getProperty("latchkey.root"));

    /** How a service runs. */
    private enum Kind {
        JVM,
        EXECUTABLE;

        private final String option = name().toLowerCase(Locale.ROOT);
    }

    /** One start of one service. */
    private record Start(double firstAnswerMillis, double cpu, double idle, double loaded) {}

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments, Map.of("passes", "3", "seconds", "5", "idle", "5", "as", ""));
        List<Kind> kinds = kinds(options.text("as"));
        Programs.need("wrk", "wrk");
        System.out.printf(
                "%s starts of each, in turn, on all processors; then %s; the load before is %s%n%n",
                options.text("passes"), Processors.of("the service", "wrk"), Processes.load());
        System.out.println("| service | as | first answer (least to most) | its CPU | PSS idle | PSS after load | on disk |"
                + " load |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        Path work = Files.createTempDirectory("start-bench");
        Map<Kind, LocalStack> stacks = new EnumMap<>(Kind.class);
        try {
            for (Kind kind : kinds) {
                stacks.put(kind, stack(kind, work));
            }
            for (Service service : Service.values()) {
                all(stacks, service, options);
            }
        } finally {
            stacks.values().forEach(LocalStack::close);
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    /** What is asked for by name has to be there; without a name, what is there. */
    private static List<Kind> kinds(String wanted) throws IOException {
        if (wanted.isEmpty()) {
            return haveExecutables() ? List.of(Kind.values()) : List.of(Kind.JVM);
        }
        List<Kind> kinds = Arrays.stream(Kind.values())
                .filter(kind -> Arrays.asList(wanted.split(",")).contains(kind.option))
                .toList();
        if (kinds.size() != wanted.split(",").length) {
            throw new IllegalArgumentException("--as jvm, executable, or jvm,executable; not " + wanted);
        }
        if (kinds.contains(Kind.EXECUTABLE) && !haveExecutables()) {
            throw new IllegalStateException(
                    "There are no executables. This builds them: ./mvnw package -Dnative -DskipTests");
        }
        return kinds;
    }

    private static boolean haveExecutables() throws IOException {
        for (Service service : Service.values()) {
            if (Processes.executables(ROOT, service.moduleName()).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static LocalStack stack(Kind kind, Path work) {
        return LocalStack.builder(Clock.systemUTC())
                .home(work.resolve(kind.option))
                .http(0)
                .https(0)
                .nativeServices(kind == Kind.EXECUTABLE)
                .start();
    }

    /** One after the other in each pass, so that both see the same disturbance. */
    private static void all(Map<Kind, LocalStack> stacks, Service service, Options options) throws Exception {
        Map<Kind, List<Start>> starts = new EnumMap<>(Kind.class);
        for (int pass = 0; pass < options.number("passes"); pass++) {
            for (Kind kind : stacks.keySet()) {
                starts.computeIfAbsent(kind, _ -> new ArrayList<>()).add(start(stacks.get(kind), service, options));
            }
        }
        for (Kind kind : stacks.keySet()) {
            report(service, kind, starts.get(kind));
        }
    }

    private static Start start(LocalStack stack, Service service, Options options) throws Exception {
        stack.stop(service);
        URI question = stack.address(service).resolve(QUESTIONS.get(service));
        Thread starter = Thread.ofPlatform().start(() -> stack.start(service));
        long begin = System.nanoTime();
        while (!answers(question)) {
            if (!starter.isAlive()) {
                throw new IllegalStateException(service.moduleName() + " does not answer " + question);
            }
            Thread.sleep(1);
        }
        double millis = (System.nanoTime() - begin) / 1e6;
        double cpu = Processes.cpuSeconds(stack.pid(service));
        starter.join();
        Processes.pin(stack.pid(service), Processors.SYSTEM);
        Thread.sleep(1000L * options.number("idle"));
        double idle = Processes.pssMegabytes(stack.pid(service));
        Load.of(question.toString(), options.number("seconds"), 16, Processors.LOAD);
        return new Start(millis, cpu, idle, Processes.pssMegabytes(stack.pid(service)));
    }

    private static boolean answers(URI question) {
        try {
            HttpURLConnection connection = (HttpURLConnection) question.toURL().openConnection();
            connection.setConnectTimeout(1000);
            return connection.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static void report(Service service, Kind kind, List<Start> starts) throws IOException {
        double[] first = starts.stream().mapToDouble(Start::firstAnswerMillis).sorted().toArray();
        double[] cpu = starts.stream().mapToDouble(Start::cpu).sorted().toArray();
        double[] idle = starts.stream().mapToDouble(Start::idle).sorted().toArray();
        double[] loaded = starts.stream().mapToDouble(Start::loaded).sorted().toArray();
        System.out.printf("| %s | %s | %,.0f ms (%,.0f to %,.0f) | %.2f s | %.0f MB | %.0f MB | %.0f MB | %s |%n",
                service.moduleName(), kind == Kind.EXECUTABLE ? "executable" : "JVM", first[first.length / 2], first[0],
                first[first.length - 1], cpu[cpu.length / 2], idle[idle.length / 2], loaded[loaded.length / 2],
                size(kind == Kind.EXECUTABLE ? Processes.executables(ROOT, service.moduleName()).getFirst()
                        : ROOT.resolve(service.moduleName()).resolve("target/quarkus-app")) / 1e6, Processes.load());
    }

    /** Of a file, or of all in a folder; an executable needs nothing else, the jars a Java runtime. */
    private static long size(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.map(Path::toFile).filter(java.io.File::isFile).mapToLong(java.io.File::length).sum();
        }
    }
}
