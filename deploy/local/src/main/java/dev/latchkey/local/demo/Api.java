package dev.latchkey.local.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** Calls methods of the API as any client does: form in, JSON out. */
public final class Api implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI address;
    private final HttpClient client;

    /**
     * @param address where the API is, without path
     * @param tls trusts the server there
     */
    public Api(URI address, SSLContext tls) {
        this.address = address;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .sslContext(tls)
                .connectTimeout(PATIENCE)
                .build();
    }

    public URI address() {
        return address;
    }

    /** Calls a method by POST. */
    public Reply call(String method, Map<String, String> parameters) {
        HttpRequest request = request(method)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build();
        return reply(method, send(request, BodyHandlers.ofString()));
    }

    /** Calls a method by PUT; the body is the file. */
    public Reply upload(String method, Map<String, String> parameters, byte[] body) {
        HttpRequest request = request(method + "?" + form(parameters))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return reply(method, send(request, BodyHandlers.ofString()));
    }

    /** Fetches an address of content, with the given headers (name, value, name, value ...). */
    public HttpResponse<byte[]> fetch(URI content, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(content).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String target) {
        return HttpRequest.newBuilder(address.resolve("/" + target)).timeout(PATIENCE);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return client.send(request, handler);
        } catch (IOException e) {
            throw new UnexpectedReply("%s %s got no answer: %s".formatted(request.method(), path(request), e));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnexpectedReply("interrupted");
        }
    }

    private static Reply reply(String method, HttpResponse<String> response) {
        try {
            JsonNode json = JSON.readTree(response.body());
            if (json != null && json.isObject()) {
                return new Reply(method, json);
            }
        } catch (JsonProcessingException _) {
            // told below
        }
        throw new UnexpectedReply("%s answered HTTP %d and no JSON".formatted(method, response.statusCode()));
    }

    static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Without the query: parameters may be secret. */
    private static String path(HttpRequest request) {
        return request.uri().getPath();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
