package dev.latchkey.file.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.protocol.remote.DecisionReply;
import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A real HTTP server in place of auth-service, that a test can make slow, broken or babbling, and that counts what it is asked. */
public final class TinyAuthService implements QuarkusTestResourceLifecycleManager {

    /** How the server answers. */
    enum Mood {
        WELL,
        SLOW,
        BROKEN,
        BABBLING,
        SHORT_OF_ANSWERS
    }

    static final AtomicInteger ASKED = new AtomicInteger();
    static final InMemoryPermissions PERMISSIONS = new InMemoryPermissions();
    static volatile Mood mood = Mood.WELL;
    static volatile boolean cameWithServiceToken;

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new Jdk8Module()).build();
    private static volatile EllipticCurveJsonWebKey key;

    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            rotateKey("first");
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/internal/decisions", this::decide);
        server.createContext("/internal/identify", this::identify);
        server.createContext("/.well-known/jwks.json", exchange -> send(exchange, "{\"keys\":[" + publicKey() + "]}"));
        server.start();
        return Map.of(
                "latchkey.auth.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    static void rotateKey(String id) {
        try {
            EllipticCurveJsonWebKey fresh = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            fresh.setKeyId(id);
            key = fresh;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A user token as auth-service makes them. */
    static String token(long account, long quota, float minutes) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer("latchkey");
            claims.setAudience("latchkey");
            claims.setSubject(Long.toString(account));
            claims.setExpirationTimeMinutesInTheFuture(minutes);
            claims.setClaim("email", "a" + account + "@example.org");
            claims.setClaim("email_verified", true);
            claims.setClaim("quota", quota);
            JsonWebSignature signature = new JsonWebSignature();
            signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setKey(key.getPrivateKey());
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publicKey() {
        return key.toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private void decide(HttpExchange exchange) throws IOException {
        DecisionRequest request = JSON.readValue(exchange.getRequestBody(), DecisionRequest.class);
        List<DecisionReply> decisions = PERMISSIONS.decide(request.questions()).stream()
                .map(verdict -> new DecisionReply(verdict, "grants"))
                .toList();
        if (mood == Mood.SHORT_OF_ANSWERS) {
            decisions = decisions.subList(1, decisions.size());
        }
        answer(exchange, new DecisionsReply(decisions));
    }

    /** Knows the session tokens {@code account-N}; all others are wrong. */
    private void identify(HttpExchange exchange) throws IOException {
        IdentifyRequest request = JSON.readValue(exchange.getRequestBody(), IdentifyRequest.class);
        String token = request.auth().or(request::bearer).orElse("");
        answer(
                exchange,
                token.startsWith("account-")
                        ? new IdentifyReply(
                                Optional.of(token(Long.parseLong(token.substring(8)), 4_096, 5)),
                                request.getAuth() ? Optional.of("fresh") : Optional.empty(),
                                Optional.empty())
                        : IdentifyReply.refused(token.equals("many") ? 4000 : 2000));
    }

    private static void answer(HttpExchange exchange, Object reply) throws IOException {
        ASKED.incrementAndGet();
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        cameWithServiceToken = authorization != null && authorization.startsWith("Bearer ey");
        switch (mood) {
            case WELL, SHORT_OF_ANSWERS -> send(exchange, JSON.writeValueAsString(reply));
            case BABBLING -> send(exchange, "<html>It works!</html>");
            case BROKEN -> {
                exchange.sendResponseHeaders(500, -1);
                exchange.close();
            }
            case SLOW -> {
                sleep();
                send(exchange, JSON.writeValueAsString(reply));
            }
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(3_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
