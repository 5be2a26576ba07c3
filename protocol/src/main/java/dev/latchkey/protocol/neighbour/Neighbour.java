package dev.latchkey.protocol.neighbour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.protocol.rpc.RequestId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Another service, asked in JSON over HTTP. Any number of threads may ask, and wait until they are answered; no event loop may. A question carries proof of which
 * service asks, and the id of the request that it is asked for.
 *
 * <p>All methods throw {@link NeighbourException} when there is no answer, or none of use: no connection, too late, a status that is no success, a body that says
 * something else.
 */
public final class Neighbour {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private record Answer(int status, Buffer body) {}

    private final HttpClient http;
    private final ObjectMapper json;
    private final RequestOptions server;
    private final String root;
    private final String name;
    private final Supplier<String> token;
    private final Duration patience;

    Neighbour(HttpClient http, ObjectMapper json, URI address, String name, Supplier<String> token, Duration patience) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        if (address.getHost() == null || !(secure || "http".equalsIgnoreCase(address.getScheme()))) {
            throw new IllegalArgumentException("not an address over HTTP: " + address);
        }
        int usualPort = secure ? 443 : 80;
        this.http = http;
        this.json = json;
        this.server = new RequestOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() < 0 ? usualPort : address.getPort())
                .setSsl(secure)
                // No longer than whoever asks waits: a neighbour that hangs would else collect the questions of those
                // who are gone.
                .setConnectTimeout(patience.toMillis());
        this.root = address.getRawPath().replaceFirst("/+$", "");
        this.name = name;
        this.token = token;
        this.patience = patience;
    }

    /**
     * Asks by GET.
     *
     * @param template of the path with its query, in which a name in braces stands for a number: traces tell it as it is, without its query
     * @param number that is asked about
     * @param answer what is answered, as JSON
     */
    public <A> A get(String template, long number, Class<A> answer) {
        int from = template.indexOf('{');
        String path = template.substring(0, from) + number + template.substring(template.indexOf('}', from) + 1);
        return read(exchange(request(HttpMethod.GET, path, template), HttpClientRequest::send), answer);
    }

    /** Asks by GET for a text. */
    public String get(String path) {
        return exchange(request(HttpMethod.GET, path, path), HttpClientRequest::send)
                .toString(StandardCharsets.UTF_8);
    }

    /**
     * Asks by POST.
     *
     * @param path of the question
     * @param question sent as JSON
     * @param answer what is answered, as JSON
     */
    public <A> A post(String path, Object question, Class<A> answer) {
        return read(send(path, question), answer);
    }

    /** Tells something by POST; what is answered to it says no more than that it was taken. */
    public void post(String path, Object message) {
        send(path, message);
    }

    private Buffer send(String path, Object message) {
        Buffer body = write(message);
        return exchange(
                request(HttpMethod.POST, path, path),
                request -> request.putHeader(HttpHeaders.CONTENT_TYPE, JSON).send(body));
    }

    /** Sends a request, waits for its answer and gives the body of a success. */
    private Buffer exchange(RequestOptions options, Function<HttpClientRequest, Future<HttpClientResponse>> sending) {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("an event loop must not wait for " + name);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        http.request(options)
                .compose(request -> {
                    // What goes wrong is told by the answer; without a handler it would be logged once more, by itself.
                    request.exceptionHandler(_ -> {});
                    // Whoever gave up leaves no connection behind on which an old answer may still come.
                    answer.exceptionally(_ -> {
                        request.reset();
                        return null;
                    });
                    // In here, where answers come in: from the waiting thread, the body may be asked for when it has
                    // gone by.
                    return sending.apply(request).compose(Neighbour::whole);
                })
                .onSuccess(answer::complete)
                .onFailure(answer::completeExceptionally);
        Answer answered = await(answer);
        if (answered.status() < 200 || answered.status() >= 300) {
            throw NeighbourException.refused(name, answered.status());
        }
        return answered.body();
    }

    private static Future<Answer> whole(HttpClientResponse response) {
        return response.body().map(body -> new Answer(response.statusCode(), body));
    }

    private RequestOptions request(HttpMethod method, String path, String template) {
        RequestOptions request = new RequestOptions(server)
                .setMethod(method)
                .setURI(root + path)
                .setTraceOperation(method + " " + withoutQuery(template))
                .putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token.get());
        RequestId.current().ifPresent(id -> request.putHeader(RequestId.HEADER, id));
        return request;
    }

    private static String withoutQuery(String template) {
        int query = template.indexOf('?');
        return query < 0 ? template : template.substring(0, query);
    }

    private Answer await(CompletableFuture<Answer> answer) {
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw NeighbourException.silent(name + " does not answer", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(false);
            throw NeighbourException.silent(name + " does not answer within " + patience, e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            Thread.currentThread().interrupt();
            throw NeighbourException.silent("interrupted while " + name + " was asked", e);
        }
    }

    private Buffer write(Object message) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(message));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no question to " + name + " can be made of this", e);
        }
    }

    private <A> A read(Buffer body, Class<A> type) {
        try {
            A answer = json.readValue(body.getBytes(), type);
            if (answer == null) {
                throw NeighbourException.silent(name + " answers nothing", null);
            }
            return answer;
        } catch (IOException e) {
            throw NeighbourException.silent(name + " answers what cannot be read", e);
        }
    }
}
