package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.folder.Trees;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An upload that is cut leaves nothing, wherever it is cut and however it is sent. */
@QuarkusTest
class CutUploadTest {

    @Inject
    People people;

    @Inject
    Trees trees;

    @ConfigProperty(name = "latchkey.file.blobs")
    Path blobs;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
        anna.folder("/here");
    }

    @Test
    void a_put_with_a_length() throws Exception {
        RawHttp.sendAndHangUp(head("PUT", "filename=x") + "\nContent-Length: 1000000", new byte[400_000]);
        leaves_nothing();
    }

    @Test
    void a_put_in_chunks() throws Exception {
        RawHttp.sendAndHangUp(
                head("PUT", "filename=x") + "\nTransfer-Encoding: chunked",
                RawHttp.bytes("400\n", new byte[1024], "\n400\n", new byte[100]));
        leaves_nothing();
    }

    @Test
    void a_put_in_chunks_between_two_of_them() throws Exception {
        RawHttp.sendAndHangUp(
                head("PUT", "filename=x") + "\nTransfer-Encoding: chunked",
                RawHttp.bytes("400\n", new byte[1024], "\n"));
        leaves_nothing();
    }

    @Test
    void a_multipart_in_the_middle_of_a_file() throws Exception {
        RawHttp.sendAndHangUp(
                head("POST", "") + "\nContent-Length: 1000000\nContent-Type: multipart/form-data; boundary=b",
                RawHttp.bytes(
                        "--b\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\n\n", new byte[300_000]));
        leaves_nothing();
    }

    @Test
    void a_multipart_that_ends_without_its_boundary_although_the_length_is_right() throws Exception {
        var reply = RawHttp.send(
                head("POST", "") + "\nContent-Type: multipart/form-data; boundary=b",
                RawHttp.bytes("--b\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\n\nhello"));
        assertThat(reply.getInt("result")).isEqualTo(2041);
        leaves_nothing();
    }

    @Test
    void one_over_a_file_that_is_there_leaves_that_as_it_was() throws Exception {
        anna.file("/here/x", "old");
        RawHttp.sendAndHangUp(head("PUT", "filename=x&nopartial=0") + "\nContent-Length: 1000", new byte[400]);
        waitForTheEnd();
        anna.call("stat").with("path", "/here/x").ok().has("metadata.size", 3);
    }

    private void leaves_nothing() throws Exception {
        waitForTheEnd();
        anna.call("listfolder")
                .with("path", "/here")
                .with("showdeleted", 1)
                .ok()
                .has("metadata.contents", List.of());
        assertThat(trees.used(anna.caller().account())).isZero();
    }

    /** The server notices the end of a connection after the client; then no temporary file is left. */
    private void waitForTheEnd() throws Exception {
        for (int i = 0; i < 100 && temporaryFiles() > 0; i++) {
            Thread.sleep(50);
        }
        assertThat(temporaryFiles()).isZero();
    }

    private long temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(blobs.resolve("tmp"))) {
            return files.count();
        }
    }

    private String head(String verb, String parameters) {
        return verb + " /uploadfile?path=/here&" + parameters + " HTTP/1.1\nAuthorization: Bearer " + anna.token();
    }
}
