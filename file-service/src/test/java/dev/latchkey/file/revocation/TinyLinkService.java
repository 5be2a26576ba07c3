package dev.latchkey.file.revocation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real HTTP server in place of link-service: tells what the test says, takes traffic reports, and can be out of
 * order.
 */
public final class TinyLinkService implements QuarkusTestResourceLifecycleManager {

    private static final List<String> REVOCATIONS = new CopyOnWriteArrayList<>();
    private static final List<String> REPORTS = new CopyOnWriteArrayList<>();
    private static final List<String> TOKENS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger STATUS = new AtomicInteger();

    private HttpServer server;

    /** Puts a link on the feed. */
    public static void revoke(long link, int version) {
        REVOCATIONS.add("{\"link\":" + link + ",\"version\":" + version + "}");
    }

    /** The bodies of the traffic reports that came, in their order. */
    public static List<String> reports() {
        return List.copyOf(REPORTS);
    }

    /** The Authorization headers that came. */
    public static List<String> tokens() {
        return List.copyOf(TOKENS);
    }

    /** From now on every request is answered with that status; 0 for proper answers. */
    public static void answerWith(int status) {
        STATUS.set(status);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/revocations", TinyLinkService::revocations);
        server.createContext("/internal/traffic", TinyLinkService::traffic);
        server.start();
        return Map.of(
                "latchkey.link.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void revocations(HttpExchange exchange) throws IOException {
        TOKENS.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        int after = Integer.parseInt(exchange.getRequestURI().getQuery().replace("after=", ""));
        List<String> all = new ArrayList<>(REVOCATIONS);
        List<String> page = all.subList(after, Math.min(after + 2, all.size()));
        answer(exchange, "{\"last\":" + (after + page.size()) + ",\"revocations\":[" + String.join(",", page) + "]}");
    }

    private static void traffic(HttpExchange exchange) throws IOException {
        String report = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (STATUS.get() == 0) {
            REPORTS.add(report);
        }
        answer(exchange, "");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        int status = STATUS.get() == 0 ? (body.length == 0 ? 204 : 200) : STATUS.get();
        exchange.sendResponseHeaders(status, body.length == 0 || status != 200 ? -1 : body.length);
        if (status == 200) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
