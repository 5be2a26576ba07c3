package dev.latchkey.e2e;

import com.sun.net.httpserver.HttpServer;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Takes the spans that services send, as a collector of OpenTelemetry would (OTLP over HTTP), and keeps them as they
 * came.
 */
final class Collector implements AutoCloseable {

    private static final int SHORTEST = 4;

    private final List<byte[]> exports = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/v1/traces", exchange -> {
                try (exchange) {
                    collector.exports.add(exchange.getRequestBody().readAllBytes());
                    exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.setExecutor(collector.threads);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What makes a service send its spans here, all of them and soon. Also those of content, which are not wanted
     * unless one says so.
     */
    Map<String, String> settings() {
        return Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.protocol",
                "http/protobuf",
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.bsp.schedule.delay",
                "500ms",
                "quarkus.otel.traces.suppress-application-uris",
                "/q/*");
    }

    /** All spans so far. */
    List<SentSpan> spans() {
        return exports.stream().flatMap(export -> SentSpan.in(export).stream()).toList();
    }

    /** The spans of a service so far. */
    List<SentSpan> spans(Service service) {
        return spans().stream()
                .filter(span -> span.service().equals(service.moduleName()))
                .toList();
    }

    /**
     * Everything of what was sent that can be read, in lines: the runs of bytes that are no control characters, each
     * once. Whatever text was sent stands in it whole.
     */
    String readable() {
        Set<String> runs = new HashSet<>();
        for (byte[] export : exports) {
            int start = 0;
            for (int i = 0; i <= export.length; i++) {
                if (i == export.length || (export[i] >= 0 && export[i] < ' ')) {
                    if (i - start >= SHORTEST) {
                        runs.add(new String(export, start, i - start, StandardCharsets.UTF_8));
                    }
                    start = i + 1;
                }
            }
        }
        return String.join("\n", runs);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
