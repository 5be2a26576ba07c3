package audio;

import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import measure.Cpu;
import measure.Options;
import measure.Patience;
import measure.Processes;
import measure.Programs;

/**
 * First byte and processor time of MP3s that are made, joined and kept, beside plain ffmpeg in the same run. Talks to
 * file-service directly, so that what is measured is the content path. Nothing is pinned: encoders want all processors there are,
 * plain ones as well as the service's, and who listens to them needs next to none.
 */
final class AudioBench {

    private static final int RATE = 128;
    private static final int[] LISTENERS = {1, 8, 64};

    /** So many times sixteen plays, after which a JVM compiles little more. */
    private static final int WARM_UP = 12;

    /** What file-service tells of its places. */
    private static final Pattern GAUGE = Pattern.compile(
            "(?m)^latchkey_media_((?:transcodes|decoders|measurements)_(?:running|queued))(?:\\{.*})? (\\S+)$");

    private static final int GAUGES = 6;

    private static final int FAILURES_TOLD = 5;

    /** What is only sent takes so short that one try says little. */
    private static final int KEPT_TRIES = 10;

    private final LocalStack stack;
    private final Api api;
    private final String token;
    private final Path work;
    private final Options options;
    private final String kind;
    private final String ffmpeg;

    /** The service, and what the local system has beside it to end it. */
    private final List<Long> lasting;

    private final AtomicInteger names = new AtomicInteger();
    private int tags;

    /** What one listener saw. */
    record Play(double firstByteMillis, long bytes) {}

    /** What all listeners of one try saw, and what it cost. */
    record Try(List<Play> plays, double processorSeconds, double serviceSeconds, double wallSeconds) {}

    private AudioBench(LocalStack stack, Api api, Path work, Options options) {
        this.stack = stack;
        this.api = api;
        this.work = work;
        this.options = options;
        this.kind = options.text("kind");
        // As the service finds it: the machine's own, or else the one that it brings.
        this.ffmpeg = Programs.find("ffmpeg").orElseGet(() -> stack.home()
                .resolve(options.has("native") ? "bin/ffmpeg" : "media/bin/ffmpeg")
                .toString());
        this.lasting = Processes.tree(stack.pid(Service.FILE));
        this.token = api.call(
                        "userinfo",
                        Map.of("getauth", "1", "username", stack.account().mail(), "password",
                                stack.account().password()))
                .text("auth");
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(
                arguments,
                Map.of("native", "no", "rounds", "3", "seconds", "240", "short", "60", "aborts", "2000", "jumps", "20",
                        "listeners", "0", "kind", "mp3"));
        boolean isClean;
        Path work = Files.createTempDirectory("audio-bench");
        try (LocalStack stack = LocalStack.builder(Clock.systemUTC())
                        .home(work.resolve("home"))
                        .http(0)
                        .https(0)
                        .nativeServices(options.has("native"))
                        .setting(Service.FILE, "latchkey.media.max-wait", "PT2M")
                        .setting(Service.FILE, "latchkey.media.queue", "1000")
                        .setting(Service.AUTH, "latchkey.auth.registration.per-address", "100000")
                        .start();
                Api api = new Api(stack.https(), stack.tls())) {
            isClean = new AudioBench(stack, api, work, options).run();
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
        if (!isClean) {
            System.exit(1);
        }
    }

    /** Whether nothing was left. */
    private boolean run() throws Exception {
        int rounds = options.number("rounds");
        int seconds = options.number("seconds");
        int shortSeconds = options.number("short");
        byte[] song = song("song." + kind, seconds);
        byte[] shortSong = song("short." + kind, shortSeconds);
        for (int i = 0; i < WARM_UP; i++) {
            List<URI> urls = new ArrayList<>();
            for (int j = 0; j < 16; j++) {
                urls.add(audio(upload(shortSong)));
            }
            served(urls);
        }
        System.out.printf(
                "%s, songs of %d s, with 64 listeners %d s; %s of 192 kbit/s to %d kbit/s; %d rounds after %d plays; nothing is pinned: %d processors"
                        + " for encoders, service and listeners alike; the load before is %s%n%n",
                options.has("native") ? "Executables" : "JVM", seconds, shortSeconds, kind, RATE, rounds, 16 * WARM_UP,
                Runtime.getRuntime().availableProcessors(), Processes.load());
        System.out.println("| what | listeners | tries | first byte p50 ms | p99 ms | cpu ms/s | of it the service | MB/s |"
                + " load |\n| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        int only = options.number("listeners");
        for (int listeners : only == 0 ? LISTENERS : new int[] {only}) {
            measure(rounds, listeners, listeners == 64 ? shortSong : song, listeners == 64 ? shortSeconds : seconds);
        }
        if (options.number("jumps") > 0) {
            System.out.printf("%nwall-clock first bytes of a jump to a random place, nothing kept: %s ms%n",
                    jumps(song, options.number("jumps")));
        }
        return options.number("aborts") == 0 || storm(song, options.number("aborts"));
    }

    private void measure(int rounds, int listeners, byte[] song, int seconds) throws Exception {
        Map<String, List<Try>> tries = new java.util.LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            List<Long> files = new ArrayList<>();
            List<Path> paths = new ArrayList<>();
            for (int i = 0; i < listeners; i++) {
                byte[] own = tagged(song);
                files.add(uploadExactly(own));
                paths.add(Files.write(work.resolve("bare" + i + "." + kind), own));
            }
            List<URI> urls = new ArrayList<>();
            for (long file : files) {
                urls.add(audio(file));
                head(urls.getLast());
            }
            add(tries, "bare", bare(paths));
            add(tries, "cold", served(urls));
            rest();
            List<byte[]> songs = new ArrayList<>();
            for (int i = 0; i < listeners; i++) {
                songs.add(tagged(song));
            }
            add(tries, "cold, just uploaded", uploaded(songs));
            rest();
            URI one = audio(upload(song));
            head(one);
            add(tries, "joined", joined(one, listeners));
            rest();
            URI original = original(files.getFirst());
            for (int i = 0; i < KEPT_TRIES; i++) {
                add(tries, "cached", served(java.util.Collections.nCopies(listeners, urls.getFirst())));
                add(tries, "file", served(java.util.Collections.nCopies(listeners, original)));
            }
            for (Path path : paths) {
                Files.delete(path);
            }
        }
        tries.forEach((what, all) -> report(what, listeners, seconds, all));
    }

    /** Until what was played last is put away, which is not to be measured with what comes next. */
    private void rest() throws Exception {
        long end = System.nanoTime() + 60_000_000_000L;
        for (Left left = left(); !left.isNothing(); left = left()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("after a minute there still is " + left);
            }
            Thread.sleep(20);
        }
    }

    /** What plays have left, whatever else is in the folder of temporary files. */
    private Left left() throws IOException {
        return left(files("tmp"));
    }

    private static void add(Map<String, List<Try>> tries, String what, Try one) {
        tries.computeIfAbsent(what, _ -> new ArrayList<>()).add(one);
    }

    private static void report(String what, int listeners, int seconds, List<Try> tries) {
        double[] first = tries.stream()
                .flatMap(one -> one.plays().stream())
                .mapToDouble(Play::firstByteMillis)
                .sorted()
                .toArray();
        double cpu = tries.stream().mapToDouble(Try::processorSeconds).sum();
        double own = tries.stream().mapToDouble(Try::serviceSeconds).sum();
        double wall = tries.stream().mapToDouble(Try::wallSeconds).sum();
        long bytes = tries.stream().flatMap(one -> one.plays().stream()).mapToLong(Play::bytes).sum();
        System.out.printf("| %s | %d | %d | %.1f | %.1f | %.3f | %.3f | %.1f | %s |%n", what, listeners, first.length,
                first[first.length / 2], first[Math.min(first.length - 1, first.length * 99 / 100)],
                cpu * 1000 / (tries.size() * (double) listeners * seconds),
                own * 1000 / (tries.size() * (double) listeners * seconds), bytes / 1e6 / wall, Processes.load());
    }

    /** Plain ffmpeg, as many at once. */
    private Try bare(List<Path> songs) throws Exception {
        double before = ended();
        return timed(songs, song -> {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(ffmpeg, "-v", "error", "-nostdin", "-i", song.toString(), "-map",
                            "0:a:0", "-vn", "-c:a", "libmp3lame", "-b:a", RATE + "k", "-f", "mp3", "pipe:1")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Play play = drain(process.getInputStream(), start);
            process.waitFor();
            return play;
        }, () -> new Cost(ended() - before, 0));
    }

    /** Seconds that programs took which this process has started, and which have ended: plain ffmpegs, while the system is up. */
    private static double ended() {
        return Cpu.of(ProcessHandle.current().pid()).children();
    }

    private Try served(List<URI> urls) throws Exception {
        Cost before = cost();
        return timed(urls, this::play, () -> cost().minus(before));
    }

    /**
     * Each uploads a song and plays it at once. Nobody asked for it before, so that it has to be measured first; the
     * upload counts in what it costs, not in the first byte.
     */
    private Try uploaded(List<byte[]> songs) throws Exception {
        Cost before = cost();
        return timed(songs, song -> play(audio(uploadExactly(song))), () -> cost().minus(before));
    }

    /** All but the first come while it is being made; the first is not counted in what they saw. */
    private Try joined(URI url, int listeners) throws Exception {
        Cost before = cost();
        CountDownLatch begun = new CountDownLatch(1);
        try (ExecutorService leader = Executors.newSingleThreadExecutor();
                Connection connection = new Connection(url, "GET")) {
            Future<Long> led = leader.submit(() -> {
                connection.body.read();
                begun.countDown();
                return connection.body.transferTo(java.io.OutputStream.nullOutputStream());
            });
            begun.await();
            Try all = timed(java.util.Collections.nCopies(listeners, url), this::play, () -> new Cost(0, 0));
            led.get();
            Cost cost = cost().minus(before);
            return new Try(all.plays(), cost.all(), cost.service(), all.wallSeconds());
        }
    }

    private interface Listener<T> {
        Play play(T what) throws Exception;
    }

    private static <T> Try timed(List<T> listeners, Listener<T> listener, Callable<Cost> cost) throws Exception {
        long start = System.nanoTime();
        List<Future<Play>> running = new ArrayList<>();
        List<Play> plays = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(listeners.size())) {
            for (T one : listeners) {
                running.add(threads.submit(() -> listener.play(one)));
            }
            for (Future<Play> one : running) {
                plays.add(one.get());
            }
        }
        double wall = (System.nanoTime() - start) / 1e9;
        Cost all = cost.call();
        return new Try(plays, all.all(), all.service(), wall);
    }

    private Play play(URI url) throws IOException {
        long start = System.nanoTime();
        try (Connection connection = new Connection(url, "GET")) {
            return drain(connection.body, start);
        }
    }

    private static Play drain(InputStream input, long start) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = Math.max(0, input.read(buffer));
        double first = (System.nanoTime() - start) / 1e6;
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            bytes += count;
        }
        return new Play(first, bytes);
    }

    private String jumps(byte[] song, int count) throws Exception {
        Random random = new Random(1);
        double[] first = new double[count];
        for (int i = 0; i < count; i++) {
            URI url = audio(upload(song));
            long length = head(url);
            long start = System.nanoTime();
            try (Connection connection =
                    new Connection(url, "GET", "Range: bytes=" + random.nextLong(length - 1000) + "-")) {
                connection.body.read();
                first[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(first);
        return "p50 %.0f, worst %.0f".formatted(first[count / 2], first[count - 1]);
    }

    /** Plays that are cut at random: afterwards nothing may be left. Whether that was so, and all plays went well until they were cut. */
    private boolean storm(byte[] song, int plays) throws Exception {
        List<URI> urls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            urls.add(audio(upload(song)));
        }
        long length = head(urls.getFirst());
        rest();
        Set<Path> before = files("tmp");
        Random random = new Random(2);
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            for (int i = 0; i < plays; i++) {
                URI url = urls.get(random.nextInt(urls.size()));
                long first = random.nextLong(length);
                long wanted = Math.min(random.nextInt(200_000), length - first);
                running.add(threads.submit(() -> {
                    cutPlay(url, first, wanted);
                    return null;
                }));
            }
        }
        long start = System.nanoTime();
        Left left = left(before);
        while (!left.isNothing() && System.nanoTime() - start < 20e9) {
            Thread.sleep(20);
            left = left(before);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int refused = 0;
        int failed = 0;
        for (Future<?> play : running) {
            try {
                play.get();
            } catch (ExecutionException e) {
                boolean isRefusal = e.getCause() instanceof Refusal refusal && refusal.isForLackOfRoom();
                refused += isRefusal ? 1 : 0;
                failed += isRefusal ? 0 : 1;
                if (!isRefusal && failed <= FAILURES_TOLD) {
                    System.err.println("a play failed: " + e.getCause());
                }
            }
        }
        System.out.printf("%n| plays cut at random | refused | failed | seconds after | processes left | files left | places taken or waited for |"
                + "%n| --- | --- | --- | --- | --- | --- | --- |%n| %d | %d | %d | %.1f | %d | %d | %s |%n", plays, refused, failed, seconds,
                left.processes(), left.files().size(), left.places().isEmpty() ? "none" : left.places());
        left.files().forEach(file -> System.err.println("left: " + file));
        return left.isNothing() && failed == 0;
    }

    /** Fails if the answer ends before it is cut. */
    private static void cutPlay(URI url, long first, long wanted) throws IOException {
        try (Connection connection = new Connection(url, "GET", "Range: bytes=" + first + "-")) {
            int got = connection.body.readNBytes((int) wanted).length;
            if (got < wanted) {
                throw new IOException("it ended after " + got + " of " + wanted + " bytes from " + first + " on");
            }
        }
    }

    /**
     * What plays left in the service.
     *
     * @param files  that they wrote to until they were done, and of its folder of temporary files
     * @param places gauges that are not 0
     */
    private record Left(int processes, Set<Path> files, Map<String, String> places) {

        boolean isNothing() {
            return processes == 0 && files.isEmpty() && places.isEmpty();
        }
    }

    /** @param before files that were there before */
    private Left left(Set<Path> before) throws IOException {
        Set<Path> files = files("media/work", "media/empty", "tmp");
        files.removeAll(before);
        List<Long> processes = new ArrayList<>(Processes.tree(stack.pid(Service.FILE)));
        processes.removeAll(lasting);
        return new Left(processes.size(), files, places());
    }

    /** Files in these folders of the system, however deep. */
    private Set<Path> files(String... folders) throws IOException {
        Set<Path> all = new TreeSet<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(stack.home().resolve(folder))) {
                files.filter(Files::isRegularFile).forEach(all::add);
            } catch (UncheckedIOException e) {
                return files(folders); // one of them has just gone
            }
        }
        return all;
    }

    /** The gauges of places for transcodes, decoders and measurements that are not 0, taken and waited for. */
    private Map<String, String> places() throws IOException {
        Map<String, String> gauges = new TreeMap<>();
        try (InputStream body =
                stack.address(Service.FILE).resolve("/q/metrics").toURL().openStream()) {
            GAUGE.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .forEach(gauge -> gauges.put(gauge.group(1), gauge.group(2)));
        }
        if (gauges.size() != GAUGES) {
            throw new IllegalStateException("file-service tells of these places only: " + gauges.keySet());
        }
        gauges.values().removeIf(value -> Double.parseDouble(value) == 0);
        return gauges;
    }

    private long head(URI url) throws IOException {
        try (Connection connection = new Connection(url, "HEAD")) {
            return connection.length;
        }
    }

    private byte[] song(String name, int seconds) throws Exception {
        Path file = work.resolve(name);
        String left = "0.25*sin(2*PI*t*(220+20*floor(mod(t*2,7))))*exp(-3*mod(t,0.5))"
                + "+0.2*sin(2*PI*t*(330+30*floor(mod(t*1.5,5))))+0.15*(random(0)-0.5)*exp(-30*mod(t,0.25))";
        String right = "0.3*sin(2*PI*t*(277+15*floor(mod(t*3,6))))*exp(-4*mod(t,0.33))"
                + "+0.1*sin(2*PI*3000*t)*exp(-20*mod(t,1))+0.15*(random(1)-0.5)*exp(-25*mod(t,0.5))";
        new ProcessBuilder(ffmpeg, "-v", "error", "-nostdin", "-y", "-f", "lavfi", "-i",
                        "aevalsrc='" + left + "|" + right + "':s=44100:d=" + seconds, "-b:a", "192k", file.toString())
                .inheritIO()
                .start()
                .waitFor();
        return Files.readAllBytes(file);
    }

    /** The same sound as other content: with a tag of its own at the end. */
    private byte[] tagged(byte[] song) {
        byte[] tag = Arrays.copyOf(("TAG" + "song " + ++tags).getBytes(StandardCharsets.ISO_8859_1), 128);
        byte[] own = Arrays.copyOf(song, song.length + tag.length);
        System.arraycopy(tag, 0, own, song.length, tag.length);
        return own;
    }

    private long upload(byte[] song) {
        return uploadExactly(tagged(song));
    }

    private long uploadExactly(byte[] content) {
        String name = "song-" + names.incrementAndGet() + "." + kind;
        return Long.parseLong(
                Patience.with(() -> api.upload("uploadfile", Map.of("auth", token, "folderid", "0", "filename", name), content))
                        .text("metadata/0/fileid"));
    }

    private URI audio(long file) {
        return content("getaudiolink", file, Map.of("abitrate", Integer.toString(RATE)));
    }

    private URI original(long file) {
        return content("getfilelink", file, Map.of());
    }

    private URI content(String method, long file, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("auth", token);
        parameters.put("fileid", Long.toString(file));
        return stack.address(Service.FILE).resolve(Patience.with(() -> api.call(method, parameters)).text("path"));
    }

    /** Seconds of user and system time: of the service and its children, and of the service alone. */
    private record Cost(double all, double service) {

        Cost minus(Cost before) {
            return new Cost(all - before.all, service - before.service);
        }
    }

    private Cost cost() {
        long pid = stack.pid(Service.FILE);
        return new Cost(Processes.cpuSeconds(pid), Cpu.of(pid).own());
    }

    /** An answer that is none of the content. */
    private static final class Refusal extends IOException {

        Refusal(String status) {
            super(status);
        }

        boolean isForLackOfRoom() {
            return getMessage().contains(" 503 ");
        }
    }

    /** The barest HTTP client, so that little but the server is measured. */
    private static final class Connection implements AutoCloseable {

        private final Socket socket;
        private final InputStream body;
        private long length = -1;

        Connection(URI url, String method, String... headers) throws IOException {
            socket = new Socket(url.getHost(), url.getPort());
            String path = url.getRawPath();
            String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\nHost: " + url.getAuthority()
                                    + "\r\nConnection: close\r\n" + more + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            body = new java.io.BufferedInputStream(socket.getInputStream(), 1 << 16);
            String status = line();
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                    length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
                }
            }
            if (!status.contains(" 20")) {
                throw new Refusal(status);
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = body.read(); c >= 0 && c != '\n'; c = body.read()) {
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
