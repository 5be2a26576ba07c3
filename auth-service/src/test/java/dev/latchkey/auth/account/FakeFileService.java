package dev.latchkey.auth.account;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.protocol.value.AccountId;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * A real HTTP server that answers as file-service may: well, brokenly, with garbage, or too late, depending on whom one
 * asks about.
 */
public final class FakeFileService implements QuarkusTestResourceLifecycleManager {

    static final AccountId WELL = new AccountId(1);
    static final AccountId BROKEN = new AccountId(2);
    static final AccountId GARBAGE = new AccountId(3);
    static final AccountId SLOW = new AccountId(4);

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/accounts/1/usage", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            boolean proved = authorization != null && authorization.startsWith("Bearer ey");
            answer(exchange, proved ? 200 : 401, "{\"used\":4321}");
        });
        server.createContext("/internal/accounts/2/usage", exchange -> answer(exchange, 500, "{\"used\":1}"));
        server.createContext("/internal/accounts/3/usage", exchange -> answer(exchange, 200, "<html>"));
        server.createContext("/internal/accounts/4/usage", exchange -> {
            try {
                Thread.sleep(3_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, "{\"used\":1}");
        });
        server.start();
        return Map.of(
                "latchkey.file.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
