package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.LocalStack;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The running system, as its users see it. */
final class Latchkey implements AutoCloseable {

    /** Entry of {@code hosts[]}: a bare name, as the vendor's SDK needs it. Clients add the port of the front to it. */
    static final String CONTENT_HOST = "localhost";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Collector collector;
    private final HttpClient client;
    private final Confidential confidential = new Confidential();
    private final Logs logs;

    private Latchkey(LocalStack stack, Collector collector) {
        this.stack = stack;
        this.collector = collector;
        this.logs = new Logs(stack.logs());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(stack.tls())
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        confidential.add("password", stack.account().password());
    }

    /** Starts everything on free ports, with nothing kept from an earlier run. */
    static Latchkey start() {
        Path home = Path.of(System.getProperty("latchkey.test.work", "target"))
                .resolve("stack")
                .toAbsolutePath();
        delete(home);
        Collector collector = Collector.start();
        LocalStack.Builder wanted = LocalStack.builder(Clock.systemUTC())
                .home(home)
                .http(0)
                .https(0)
                .contentHosts(List.of(CONTENT_HOST))
                .setting(Service.AUTH, "latchkey.auth.registration.per-address", "100000")
                .nativeServices(System.getProperty("latchkey.e2e.native") != null);
        for (Service service : Service.values()) {
            collector.settings(service).forEach((key, value) -> wanted.setting(service, key, value));
        }
        Latchkey latchkey = new Latchkey(wanted.start(), collector);
        latchkey.warmUp();
        return latchkey;
    }

    /**
     * Uses each way between the services until it works at once: the first calls load classes and open connections,
     * which on a busy machine takes longer than the services wait for each other. After that the tests take no "try
     * again later".
     */
    void warmUp() {
        Person person = newPerson();
        Await.until(
                "a file can be uploaded",
                () -> person.api().put("uploadfile", BodyPublishers.ofString("warm"), "filename", "warm.txt"),
                Answer::isOk);
        Await.until("the files can be listed", () -> person.api().call("listfolder", "folderid", 0), Answer::isOk);
        Answer link = Await.until(
                "a link can be made", () -> person.api().call("getfilepublink", "path", "/warm.txt"), Answer::isOk);
        Answer url = Await.until(
                "a link can be used",
                () -> anyone().call("getpublinkdownload", "code", link.text("code")),
                Answer::isOk);
        Await.until("content can be fetched", () -> fetch(contentOf(url)).statusCode() == 200);
        Await.until("usage is told", () -> person.api().call("userinfo").has("usedquota"));
    }

    LocalStack stack() {
        return stack;
    }

    /** What the services send their spans to. */
    Collector collector() {
        return collector;
    }

    Logs logs() {
        return logs;
    }

    Confidential confidential() {
        return confidential;
    }

    HttpClient client() {
        return client;
    }

    /** Calls of somebody without an account. */
    Api anyone() {
        return new Api(client, stack.https(), confidential);
    }

    /** Opens an account. */
    Person newPerson() {
        String mail = "someone-" + UUID.randomUUID() + "@example.com";
        String password = "Pw " + UUID.randomUUID() + "/+&";
        Answer answer = anyone().post(
                        "register", "mail", mail, "password", password, "termsaccepted", "yes", "getauth", 1)
                .ok();
        String token = answer.text("auth");
        return new Person(answer.number("userid"), mail, password, token, anyone().with("auth", token));
    }

    /** Where an answer with {@code hosts} and {@code path} sends its caller. */
    URI contentOf(Answer link) {
        return reachable(URI.create("https://" + link.ok().text("hosts/0") + link.text("path")));
    }

    /** An address on the content host, with the port that the front really has. */
    URI reachable(URI address) {
        confidential.addAddress(address.getRawPath());
        assertThat(address.getHost()).as("host of %s", address.getPath()).isEqualTo(CONTENT_HOST);
        return address.getPort() < 0 ? stack.https().resolve(address.getRawPath()) : address;
    }

    /** Fetches content, with these headers (name, value ...). */
    HttpResponse<byte[]> fetch(URI content, String... headers) {
        return send("GET", content, headers);
    }

    /** Asks for content without its bytes. */
    HttpResponse<byte[]> head(URI content, String... headers) {
        return send("HEAD", content, headers);
    }

    /** The bytes at an address, which have to be there. */
    byte[] bytes(URI content) {
        HttpResponse<byte[]> response = fetch(content);
        assertThat(response.statusCode()).as("status of %s", content.getPath()).isEqualTo(200);
        return response.body();
    }

    /** What the services say to each other only. */
    InternalCalls internal(Service service) {
        return new InternalCalls(
                stack.address(service), service, stack.secrets().internal(), confidential);
    }

    /** What a service tells Prometheus, as text. */
    String metrics(Service service) {
        HttpResponse<String> answer = Api.send(
                client,
                HttpRequest.newBuilder(stack.address(service).resolve("/q/metrics"))
                        .header("Accept", "text/plain")
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
        stack.close();
        collector.close();
        // Logs stay for whoever looks into a failure; the rest is large.
        delete(stack.blobs());
        delete(stack.home().resolve("postgres"));
    }

    private HttpResponse<byte[]> send(String verb, URI content, String... headers) {
        confidential.addAddress(content.getRawPath());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(content).timeout(PATIENCE).method(verb, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Api.send(client, request.build(), BodyHandlers.ofByteArray());
    }

    /** Deletes a folder with all that is in it, if it is there. */
    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }
}
