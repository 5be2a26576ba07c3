package dev.latchkey.protocol.neighbour;

import dev.latchkey.protocol.rpc.ServiceTokenFilter;
import dev.latchkey.protocol.rpc.ServiceTokens;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Makes clients of another service's interfaces. By hand and not by the framework's annotation: settings that any client may have, under four names each, are a
 * fifth of an executable's start.
 */
public final class Neighbour {

    /** How long an answer may take unless there is a reason for another limit. */
    public static final Duration READ = Duration.ofSeconds(1);

    private static final Duration CONNECT = Duration.ofMillis(300);

    private Neighbour() {}

    /**
     * A client, for any number of threads.
     *
     * @param questions what is asked, with JAX-RS annotations on the methods
     * @param address the service's, such as {@code http://auth-service:8081}
     * @param read how long an answer may take; to connect may take 300 ms
     * @param tokens prove who asks
     * @param audience the service's name, such as {@code auth-service}
     */
    public static <T> T client(Class<T> questions, URI address, Duration read, ServiceTokens tokens, String audience) {
        return QuarkusRestClientBuilder.newBuilder()
                .baseUri(address)
                .connectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(read.toMillis(), TimeUnit.MILLISECONDS)
                .register(new ServiceTokenFilter(tokens, audience))
                .build(questions);
    }
}
