package dev.latchkey.link.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A tiny real server in a neighbour's place: answers as told, and counts how often it was asked. */
final class Neighbour implements AutoCloseable {

    /** What a path answers. */
    record Answer(int status, String body) {

        static Answer ok(String body) {
            return new Answer(200, body);
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<String, Answer>> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Optional<String> authorization = Optional.empty();

    Neighbour(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Answers a path by its request's body. */
    Neighbour on(String path, Function<String, Answer> answer) {
        answers.put(path, answer);
        return this;
    }

    /** Takes the request and says nothing until closed. */
    Neighbour silentOn(String path) {
        return on(path, body -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Answer.ok("");
        });
    }

    /** How often a path was asked. */
    int calls(String path) {
        return calls.getOrDefault(path, new AtomicInteger()).get();
    }

    /** The last request's {@code Authorization} header. */
    Optional<String> authorization() {
        return authorization;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            calls.computeIfAbsent(path, any -> new AtomicInteger()).incrementAndGet();
            authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Answer answer =
                    answers.getOrDefault(path, any -> new Answer(404, "")).apply(body);
            byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Connection", "close");
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
