package dev.latchkey.e2e;

import dev.latchkey.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes the spans that services send, as a collector of OpenTelemetry would, over HTTP and by gRPC, and keeps them as
 * they came.
 */
final class Collector implements AutoCloseable {

    private static final int SHORTEST = 4;

    /** Before each message of gRPC: whether it is compressed, and its length. */
    private static final int GRPC_HEAD = 5;

    private final List<byte[]> exports = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = vertx.createHttpServer();

    private Collector() {}

    static Collector start() {
        Collector collector = new Collector();
        collector
                .server
                .requestHandler(collector::take)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        return collector;
    }

    private void take(HttpServerRequest request) {
        boolean grpc = request.version() == HttpVersion.HTTP_2;
        String path = grpc ? "/opentelemetry.proto.collector.trace.v1.TraceService/Export" : "/v1/traces";
        if (!request.path().equals(path)) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.body().onSuccess(body -> {
            if (grpc) {
                exports.add(message(body));
                request.response()
                        .putHeader("Content-Type", "application/grpc")
                        .putTrailer("grpc-status", "0")
                        .end(Buffer.buffer(new byte[GRPC_HEAD]));
            } else {
                exports.add(body.getBytes());
                request.response()
                        .putHeader("Content-Type", "application/x-protobuf")
                        .end();
            }
        });
    }

    private static byte[] message(Buffer body) {
        if (body.getByte(0) != 0 || body.length() != GRPC_HEAD + body.getInt(1)) {
            throw new IllegalStateException("not one message as it is");
        }
        return body.getBytes(GRPC_HEAD, body.length());
    }

    /**
     * What makes a service send its spans here, all of them and soon; link-service by gRPC, the others as they do it
     * by themselves. Also those of content, which are not wanted unless one says so.
     */
    Map<String, String> settings(Service service) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.otel.sdk.disabled",
                "false",
                "quarkus.otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + server.actualPort(),
                "quarkus.otel.bsp.schedule.delay",
                "500ms",
                "quarkus.otel.traces.suppress-application-uris",
                "/q/*"));
        if (service == Service.LINK) {
            settings.put("quarkus.otel.exporter.otlp.protocol", "grpc");
            // The framework's sender misses an answer now and then; what comes after it is not to wait half a minute.
            settings.put("quarkus.otel.bsp.export.timeout", "5s");
        }
        return settings;
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
        vertx.close();
    }
}
