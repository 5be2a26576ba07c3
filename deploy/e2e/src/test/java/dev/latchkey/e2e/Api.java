package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls methods as clients do. Immutable: {@link #with} makes another one. */
final class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client;
    private final URI address;
    private final Confidential confidential;
    private final Duration patience;
    private final Map<String, String> always;

    private Api(
            HttpClient client, URI address, Confidential confidential, Duration patience, Map<String, String> always) {
        this.client = client;
        this.address = address;
        this.confidential = confidential;
        this.patience = patience;
        this.always = always;
    }

    Api(HttpClient client, URI address, Confidential confidential) {
        this(client, address, confidential, PATIENCE, Map.of());
    }

    /** The same, sending this parameter with every call. */
    Api with(String name, Object value) {
        Map<String, String> more = new LinkedHashMap<>(always);
        more.put(name, value.toString());
        return new Api(client, address, confidential, patience, Map.copyOf(more));
    }

    /** The same, over another address. */
    Api over(URI other) {
        return new Api(client, other, confidential, patience, always);
    }

    /** The same; a call that has no answer after that long fails. */
    Api within(Duration limit) {
        return new Api(client, address, confidential, limit, always);
    }

    URI address() {
        return address;
    }

    /** Calls a method by GET; parameters as name, value, name, value ... */
    Answer call(String method, Object... parameters) {
        return answer(method, request(method, query(parameters)).GET());
    }

    /** Calls a method by POST with a form. */
    Answer post(String method, Object... parameters) {
        return answer(
                method,
                request(method, "")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(query(parameters))));
    }

    /** Calls a method by PUT; the body is the file. */
    Answer put(String method, BodyPublisher body, Object... parameters) {
        return answer(
                method,
                request(method, query(parameters))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(body));
    }

    /** Uploads into the caller's root as a web form does, and tells the file's number. */
    long upload(String name, byte[] file) {
        return uploadTo(0, name, file).number("metadata/0/fileid");
    }

    /** Uploads as a web form does. */
    Answer uploadTo(long folder, String name, byte[] file) {
        String boundary = "----" + UUID.randomUUID();
        String head =
                "--%s\r\nContent-Disposition: form-data; name=\"folderid\"\r\n\r\n%d\r\n".formatted(boundary, folder)
                        + "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n"
                                .formatted(boundary, name.replace("\"", "%22"))
                        + "Content-Type: application/octet-stream\r\n\r\n";
        Answer answer = answer(
                "uploadfile",
                request("uploadfile", query())
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofByteArray(file),
                                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"))));
        answer.ok();
        assertThat(answer.number("metadata/0/size")).isEqualTo(file.length);
        return answer;
    }

    /** Starts a request to a method, everything but its verb and body. */
    HttpRequest.Builder request(String method, String query) {
        return HttpRequest.newBuilder(address.resolve("/" + method + (query.isEmpty() ? "" : "?" + query)))
                .timeout(patience);
    }

    /** Sends what {@link #request} started. */
    Answer answer(String method, HttpRequest.Builder request) {
        Answer answer = Answer.of(method, send(client, request.build(), BodyHandlers.ofString()));
        confidential.addReceived(answer.json());
        return answer;
    }

    /** The parameters, and those sent with every call, as a query or form. */
    String query(Object... parameters) {
        Map<String, String> all = new LinkedHashMap<>(always);
        for (int i = 0; i < parameters.length; i += 2) {
            all.put(parameters[i].toString(), parameters[i + 1].toString());
        }
        all.forEach(confidential::addSent);
        return all.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    static <T> HttpResponse<T> send(HttpClient client, HttpRequest request, BodyHandler<T> body) {
        try {
            return client.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "%s %s got no answer: %s"
                            .formatted(request.method(), request.uri().getPath(), e),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
