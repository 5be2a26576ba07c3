package content;

import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Api;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
 * What the answer to a signed URL costs, beside nginx with {@code secure_link} and Caddy, which checks nothing. Servers
 * take turns; all of them run on one processor, one at a time, and the load generator on another. file-service is asked
 * directly, so that what is measured is the content path.
 */
final class ContentBench {

    private static final String SECRET = "of the bench";
    private static final Map<String, Integer> SIZES = Map.of("4k", 4 << 10, "1m", 1 << 20, "1g", 1 << 30);
    private static final int PIECE = 64 * 1024;
    private static final String NGINX =
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log /dev/null crit;
            events { worker_connections 512; }
            http {
                access_log off;
                sendfile on;
                tcp_nopush %2$s;
                keepalive_requests 1000000000;
                default_type application/octet-stream;
                client_body_temp_path %1$s/a;
                proxy_temp_path %1$s/b;
                fastcgi_temp_path %1$s/c;
                uwsgi_temp_path %1$s/d;
                scgi_temp_path %1$s/e;
                server {
                    listen 127.0.0.1:%3$d;
                    root %4$s;
                    location / {
                        secure_link $arg_md5,$arg_expires;
                        secure_link_md5 "$secure_link_expires$uri %5$s";
                        if ($secure_link = "") { return 403; }
                        if ($secure_link = "0") { return 410; }
                    }
                }
            }
            """;
    private static final String CADDY =
            """
            {
                admin off
                auto_https off
            }
            http://127.0.0.1:%d {
                bind 127.0.0.1
                root * %s
                file_server
            }
            """;
    private static final String ODD_RANGES =
            """
            math.randomseed(%d)
            request = function()
                local first = math.random(0, %d)
                wrk.headers["Range"] = "bytes=" .. first .. "-" .. (first + %d)
                return wrk.format(nil)
            end
            """;

    /** One question to all servers. */
    private enum Row {
        SMALL("4k", "4 KB", "4k", 8),
        MEGABYTE("1m", "1 MB", "1m", 4),
        GIGABYTE("1g", "1 GiB", "1g", 1),
        ODD("range", "64 KiB at odd places of 1 GiB", "1g", 4),
        FORGED("forged", "4 KB, bad signature", "4k", 8);

        private final String option;
        private final String title;
        private final String file;
        private final int connections;

        Row(String option, String title, String file, int connections) {
            this.option = option;
            this.title = title;
            this.file = file;
            this.connections = connections;
        }
    }

    /** One server that takes part. */
    private record Server(String name, long pid, Map<String, String> good, Map<String, String> bad) {}

    /** One turn of one server. */
    private record Turn(double cpuMicros, double perSecond, double p50, double p99, double pss) {}

    private final Options options;
    private final String nginx;
    private final String caddy;
    private final Path work;
    private final List<Row> rows;
    private final Set<String> names;
    private final List<Process> peers = new ArrayList<>();

    /**
     * @param nginx its program
     * @param caddy its program
     */
    private ContentBench(Options options, String nginx, String caddy, Path work) {
        this.options = options;
        this.nginx = nginx;
        this.caddy = caddy;
        this.work = work;
        this.rows = Arrays.stream(Row.values())
                .filter(row -> Arrays.asList(options.text("rows").split(",")).contains(row.option))
                .toList();
        this.names = rows.stream().map(row -> row.file).collect(Collectors.toCollection(TreeSet::new));
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(
                arguments,
                Map.of("native", "no", "passes", "3", "seconds", "3", "warm", "30", "rows", "4k,1m,1g,range,forged"));
        Programs.need("wrk", "wrk");
        String nginx = Programs.need("nginx", "nginx-light");
        String caddy = Programs.need("caddy", "caddy");
        Path work = Files.createTempDirectory("content-bench");
        ContentBench bench = new ContentBench(options, nginx, caddy, work);
        try (LocalStack stack = LocalStack.builder(Clock.systemUTC())
                        .home(work.resolve("home"))
                        .http(0)
                        .https(0)
                        .nativeServices(options.has("native"))
                        .start();
                Api api = new Api(stack.https(), stack.tls())) {
            bench.run(stack, api);
        } finally {
            bench.peers.forEach(Processes::end);
            try (Stream<Path> files = Files.walk(work)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            }
        }
    }

    private void run(LocalStack stack, Api api) throws Exception {
        // As in a container of one processor: what it starts with decides how many threads it makes.
        long self = ProcessHandle.current().pid();
        Processes.run("taskset", "-acp", Processors.SYSTEM, Long.toString(self));
        stack.stop(Service.FILE);
        stack.start(Service.FILE);
        Processes.run("taskset", "-acp", Processors.LOAD, Long.toString(self));

        Path files = Files.createDirectory(work.resolve("files"));
        Random random = new Random(1);
        for (String name : names) {
            write(files.resolve(name), SIZES.get(name), random);
        }
        Path ranges = Files.writeString(
                work.resolve("ranges.lua"), ODD_RANGES.formatted(7, SIZES.get("1g") - PIECE, PIECE - 1));
        List<Server> servers = List.of(
                latchkey(stack, api, files),
                nginx("nginx secure_link", "on", files),
                nginx("nginx secure_link, tcp_nopush off", "off", files),
                caddy(files));
        int seconds = options.number("seconds");
        int warm = options.number("warm");

        System.out.printf(
                "%s passes of %d s, servers in turn; %s; the load before is %s%n%n",
                options.text("passes"), seconds, Processors.of("the servers", "the load"), Processes.load());
        System.out.println("| what | server | CPU µs a request (least to most) | requests/s | p50 ms | p99 ms |"
                + " PSS MB | load |\n| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Row row : rows) {
            if (warm > 0) {
                turn(servers.getFirst(), row, warm, ranges);
            }
            Map<Server, List<Turn>> turns = new LinkedHashMap<>();
            for (int pass = 0; pass < options.number("passes"); pass++) {
                for (Server server : servers) {
                    if (row != Row.FORGED || !server.bad.isEmpty()) {
                        turns.computeIfAbsent(server, _ -> new ArrayList<>()).add(turn(server, row, seconds, ranges));
                    }
                }
            }
            turns.forEach((server, all) -> report(row, server, all));
        }
    }

    private Turn turn(Server server, Row row, int seconds, Path ranges) throws IOException {
        boolean forged = row == Row.FORGED;
        String url = (forged ? server.bad : server.good).get(row.file);
        double before = Processes.cpuSeconds(server.pid);
        Load load = row == Row.GIGABYTE
                ? downloads(url, seconds)
                : Load.of(url, seconds, row.connections, Processors.LOAD,
                        row == Row.ODD ? new String[] {ranges.toString()} : new String[0]);
        double cpu = Processes.cpuSeconds(server.pid) - before;
        if (load.refused() != (forged ? load.requests() : 0)) {
            throw new IllegalStateException(server.name + " refused " + load.refused() + " of " + load.requests());
        }
        return new Turn(cpu * 1e6 / load.requests(), load.perSecond(), load.p50Millis(), load.p99Millis(),
                Processes.pssMegabytes(server.pid));
    }

    private static void report(Row row, Server server, List<Turn> turns) {
        double[] cpu = turns.stream().mapToDouble(Turn::cpuMicros).sorted().toArray();
        System.out.printf("| %s | %s | %s (%s to %s) | %.0f | %.2f | %.2f | %.0f | %s |%n", row.title, server.name,
                figure(median(turns, Turn::cpuMicros)), figure(cpu[0]), figure(cpu[cpu.length - 1]),
                median(turns, Turn::perSecond), median(turns, Turn::p50), median(turns, Turn::p99),
                median(turns, Turn::pss), Processes.load());
    }

    private static String figure(double micros) {
        return "%,.1f".formatted(micros).replaceAll("(\\d{3})\\.\\d$", "$1");
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> of) {
        double[] sorted = turns.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static void write(Path file, int size, Random random) throws IOException {
        byte[] block = new byte[Math.min(size, 1 << 20)];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < size; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    private Server latchkey(LocalStack stack, Api api, Path files) throws Exception {
        String token = api.call(
                        "userinfo",
                        Map.of("getauth", "1", "username", stack.account().mail(), "password",
                                stack.account().password()))
                .text("auth");
        Map<String, String> good = new LinkedHashMap<>();
        Map<String, String> bad = new LinkedHashMap<>();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (String name : names) {
                URI target = stack.http()
                        .resolve("/uploadfile?folderid=0&filename=" + name + "&auth="
                                + URLEncoder.encode(token, StandardCharsets.UTF_8));
                String answer = client.send(
                                HttpRequest.newBuilder(target)
                                        .PUT(HttpRequest.BodyPublishers.ofFile(files.resolve(name)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
                String file = answer.replaceAll("(?s).*\"fileid\":\\s*(\\d+).*", "$1");
                String path = Patience.with(() -> api.call("getfilelink", Map.of("auth", token, "fileid", file)))
                        .text("path");
                good.put(name, stack.address(Service.FILE).resolve(path).toString());
                bad.put(name, good.get(name).replaceFirst("/c/(.{30}).", "/c/$1" + changed(path.charAt(33))));
            }
        }
        return new Server(
                options.has("native") ? "Latchkey, native" : "Latchkey, JVM", stack.pid(Service.FILE), good,
                bad);
    }

    private static char changed(char character) {
        return character == 'A' ? 'B' : 'A';
    }

    private Server nginx(String name, String nopush, Path files) throws Exception {
        Path folder = Files.createDirectory(work.resolve("nginx-" + nopush));
        int port = freePort();
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"), NGINX.formatted(folder, nopush, port, files, SECRET));
        long pid = peer(port, nginx, "-p", folder.toString(), "-c", configuration.toString());
        Map<String, String> good = new LinkedHashMap<>();
        Map<String, String> bad = new LinkedHashMap<>();
        for (String file : names) {
            String expires = Long.toString(System.currentTimeMillis() / 1000 + 86_400);
            byte[] md5 = MessageDigest.getInstance("MD5")
                    .digest((expires + "/" + file + " " + SECRET).getBytes(StandardCharsets.UTF_8));
            String signature = Base64.getUrlEncoder().withoutPadding().encodeToString(md5);
            String url = "http://127.0.0.1:" + port + "/" + file + "?expires=" + expires + "&md5=";
            good.put(file, url + signature);
            bad.put(file, url + changed(signature.charAt(0)) + signature.substring(1));
        }
        return new Server(name, pid, good, bad);
    }

    private Server caddy(Path files) throws Exception {
        int port = freePort();
        Path configuration = Files.writeString(work.resolve("Caddyfile"), CADDY.formatted(port, files));
        long pid = peer(port, "env", "HOME=" + work, "XDG_DATA_HOME=" + work, "XDG_CONFIG_HOME=" + work, caddy,
                "run", "--config", configuration.toString(), "--adapter", "caddyfile");
        Map<String, String> good = new LinkedHashMap<>();
        for (String file : names) {
            good.put(file, "http://127.0.0.1:" + port + "/" + file);
        }
        return new Server("Caddy (unsigned)", pid, good, Map.of());
    }

    private long peer(int port, String... command) throws Exception {
        String[] pinned = Stream.concat(Stream.of("taskset", "-c", Processors.SYSTEM), Stream.of(command)).toArray(String[]::new);
        Process process = new ProcessBuilder(pinned)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        peers.add(process);
        for (long end = System.nanoTime() + 20_000_000_000L; System.nanoTime() < end; Thread.sleep(50)) {
            try (Socket _ = new Socket("127.0.0.1", port)) {
                return process.pid();
            } catch (IOException notYet) {
                if (!process.isAlive()) {
                    break;
                }
            }
        }
        throw new IllegalStateException(String.join(" ", command) + " does not start");
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Whole downloads, one after the other on one connection. Here and not with {@code wrk}: that ends in the middle of
     * one, whose processor time would be counted without its request.
     */
    private static Load downloads(String url, int seconds) throws IOException {
        URI target = URI.create(url);
        String path = target.getRawPath() + (target.getRawQuery() == null ? "" : "?" + target.getRawQuery());
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: " + target.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
        List<Double> times = new ArrayList<>();
        long begin = System.nanoTime();
        try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(target.getHost(), target.getPort()))) {
            while (System.nanoTime() - begin < seconds * 1e9 || times.isEmpty()) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.wrap(request));
                StringBuilder head = new StringBuilder();
                long rest = -1;
                while (rest != 0) {
                    buffer.clear();
                    int count = channel.read(buffer);
                    if (count < 0) {
                        throw new IOException("cut after " + head);
                    }
                    if (rest > 0) {
                        rest -= count;
                        continue;
                    }
                    head.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
                    int end = head.indexOf("\r\n\r\n");
                    if (end >= 0) {
                        String length = head.substring(0, end)
                                .replaceAll("(?is).*content-length: *(\\d+).*", "$1");
                        rest = Long.parseLong(length) - (head.length() - end - 4);
                    }
                }
                times.add((System.nanoTime() - start) / 1e6);
            }
        }
        double taken = (System.nanoTime() - begin) / 1e9;
        times.sort(null);
        return new Load(times.size(), times.size() / taken, times.get(times.size() / 2), times.getLast(), 0);
    }
}
