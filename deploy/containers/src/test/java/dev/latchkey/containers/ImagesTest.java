package dev.latchkey.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.latchkey.local.demo.Mp3;
import dev.latchkey.local.demo.Song;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.testcontainers.containers.Container.ExecResult;

/** The images do the main job, and hold nothing that they do not need for it. */
@TestInstance(Lifecycle.PER_CLASS)
class ImagesTest {

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Installation latchkey;

    @BeforeAll
    void start() throws Exception {
        latchkey = Installation.start(Path.of(System.getProperty("latchkey.test.work", "target")));
    }

    @AfterAll
    void stop() {
        if (latchkey != null) {
            latchkey.close();
        }
        client.close();
    }

    @Test
    void a_song_goes_in_and_an_mp3_comes_out() throws Exception {
        String account = "&mail=" + encoded("somebody@example.com") + "&password=" + encoded("a good 17 letter one");
        String auth = call("auth", "register", "termsaccepted=yes&getauth=1" + account, BodyPublishers.noBody())
                .path("auth")
                .asText();
        byte[] song = Song.play().wav();
        long file = call("file", "uploadfile", "filename=song.wav&auth=" + auth, BodyPublishers.ofByteArray(song))
                .at("/metadata/0/fileid")
                .asLong();
        String code = call("link", "getfilepublink", "fileid=" + file + "&auth=" + auth, BodyPublishers.noBody())
                .path("code")
                .asText();

        HttpResponse<byte[]> download = content("getpublinkdownload", "code=" + code);
        HttpResponse<byte[]> played = content("getpubaudiolink", "abitrate=64&code=" + code);

        assertThat(download.statusCode()).isEqualTo(200);
        assertThat(download.body()).isEqualTo(song);
        assertThat(played.statusCode()).isEqualTo(200);
        assertThat(played.headers().firstValueAsLong("Content-Length")).hasValue(played.body().length);
        assertThat(Mp3.read(played.body()).isConstantly(64)).isTrue();
    }

    @Test
    void nobody_in_them_is_root_or_may_become_it() throws Exception {
        for (String service : latchkey.names()) {
            InspectContainerResponse container = latchkey.container(service).getContainerInfo();

            assertThat(container.getConfig().getUser())
                    .as(service)
                    .isEqualTo(Installation.USER + ":" + Installation.USER);
            assertThat(container.getHostConfig().getReadonlyRootfs())
                    .as(service)
                    .isTrue();
        }
    }

    @Test
    void the_heap_is_a_share_of_what_the_container_may_have() {
        for (String service : latchkey.names()) {
            String[] entry =
                    latchkey.container(service).getContainerInfo().getConfig().getEntrypoint();

            assertThat(entry)
                    .as(service)
                    .haveExactly(
                            1,
                            new Condition<>(
                                    option -> option.matches("-XX:(MaximumHeapSizePercent|MaxRAMPercentage)="
                                            + (service.equals("file") ? "30" : "50")),
                                    "share of the memory for the heap"));
        }
    }

    @Test
    void there_is_no_shell_and_no_package_manager() throws Exception {
        for (String service : latchkey.names()) {
            for (String program : new String[] {"/bin/sh", "/bin/bash", "/usr/bin/dpkg", "/usr/bin/apt"}) {
                ExecResult tried = latchkey.container(service).execInContainer(program, "--version");
                assertThat(tried.getExitCode()).as(program + " in " + service).isIn(126, 127);
            }
        }
    }

    @Test
    void file_service_has_a_current_ffmpeg_that_reaches_no_network() throws Exception {
        ExecResult version = latchkey.container("file").execInContainer("/usr/bin/ffmpeg", "-hide_banner", "-version");
        ExecResult protocols =
                latchkey.container("file").execInContainer("/usr/bin/ffmpeg", "-v", "error", "-protocols");

        assertThat(version.getStdout()).matches("(?s)ffmpeg version ([789]|\\d\\d)\\..*");
        assertThat(protocols.getStdout()).contains("file", "pipe").doesNotContain("http", "tcp", "concat");
    }

    private JsonNode call(String service, String method, String parameters, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(latchkey.address(service).resolve("/" + method + "?" + parameters))
                .header("Content-Type", "application/octet-stream")
                .method(body.contentLength() == 0 ? "GET" : "PUT", body)
                .timeout(Duration.ofMinutes(1))
                .build();
        JsonNode answer =
                json.readTree(client.send(request, BodyHandlers.ofString()).body());
        assertThat(answer.path("result").asInt(-1)).as(answer.toString()).isZero();
        return answer;
    }

    /** What a link leads to, from file-service itself: the host in the answer is nobody's. */
    private HttpResponse<byte[]> content(String method, String parameters) throws Exception {
        JsonNode answer = call("link", method, parameters, BodyPublishers.noBody());
        URI content = latchkey.address("file").resolve(answer.path("path").asText());
        return client.send(HttpRequest.newBuilder(content).build(), BodyHandlers.ofByteArray());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
