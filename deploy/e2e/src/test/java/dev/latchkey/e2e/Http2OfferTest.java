package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A client that, as Java's does by itself, offers to go on with HTTP/2 in clear text: to the front, and to a service as a gateway would. */
@WholeSystem
class Http2OfferTest {

    private final Latchkey latchkey;

    Http2OfferTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @Test
    void an_upload_of_unknown_length_is_stored_whole() throws Exception {
        Person person = latchkey.newPerson();
        byte[] content = new byte[300_000];
        new Random(7).nextBytes(content);

        for (URI address : new URI[] {latchkey.stack().http(), latchkey.stack().address(Service.FILE)}) {
            JsonNode answer = send(
                    "PUT",
                    address.resolve("/uploadfile?filename=offered.bin&auth=" + person.token()),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(content)));

            assertThat(answer.path("result").asInt()).isZero();
            assertThat(answer.at("/metadata/0/size").asInt()).isEqualTo(content.length);
        }
    }

    @Test
    void a_form_is_read() throws Exception {
        Person person = latchkey.newPerson();
        String form = "username=" + URLEncoder.encode(person.mail(), StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(person.password(), StandardCharsets.UTF_8);

        for (URI address : new URI[] {latchkey.stack().http(), latchkey.stack().address(Service.AUTH)}) {
            JsonNode answer = send("POST", address.resolve("/userinfo"), BodyPublishers.ofString(form));

            assertThat(answer.path("email").asText()).isEqualTo(person.mail());
        }
    }

    private static JsonNode send(String verb, URI address, BodyPublisher body)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(verb, body)
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(200);
            return new ObjectMapper().readTree(answer.body());
        }
    }
}
