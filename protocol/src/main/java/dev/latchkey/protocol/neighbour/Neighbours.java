package dev.latchkey.protocol.neighbour;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.protocol.rpc.ServiceTokens;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/**
 * The other services, behind one client with its connections. Where an address is {@code https}, the framework's default TLS settings ({@code quarkus.tls.*})
 * say whom to trust and what to show.
 */
@Singleton
public final class Neighbours {

    /** How long an answer may take unless there is a reason for another limit. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofMillis(300);
    private static final int CONNECTIONS = 50;

    private final HttpClient http;
    private final ObjectMapper json;
    private final ServiceTokens tokens;

    Neighbours(Vertx vertx, ObjectMapper json, ServiceTokens tokens, TlsConfigurationRegistry tls) {
        HttpClientOptions options = new HttpClientOptions().setConnectTimeout((int) CONNECT.toMillis());
        tls.getDefault().ifPresent(settings -> TlsConfigUtils.configure(options, settings));
        this.http = vertx.createHttpClient(options.setSsl(false), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.json = json;
        this.tokens = tokens;
    }

    /**
     * The service at an address, whose answers take a second at most.
     *
     * @param address the service's, such as {@code http://auth-service:8081}, with or without a path that all of its paths come after
     * @param name the service's, such as {@code auth-service}: a token made for it goes along with each question
     * @throws IllegalArgumentException when the address is none of HTTP
     */
    public Neighbour at(URI address, String name) {
        return at(address, name, PATIENCE);
    }

    /**
     * The service at an address.
     *
     * @param patience how long an answer may take, with all that it takes to get it; to connect may take 300 ms of it
     * @throws IllegalArgumentException when the address is none of HTTP
     * @see #at(URI, String)
     */
    public Neighbour at(URI address, String name, Duration patience) {
        return new Neighbour(http, json, address, name, () -> tokens.issue(name), patience);
    }
}
