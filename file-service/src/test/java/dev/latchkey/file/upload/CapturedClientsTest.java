package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests as clients that people use send them. */
@QuarkusTest
class CapturedClientsTest {

    private static final String BOUNDARY = "----pCloud-SDK-1.8.1-1f4a2c9e-0b0d-4b7e-9a57-7a3fba0c5d11----";

    @Inject
    People people;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void the_java_sdk_sends_parts_that_claim_to_be_multipart_themselves() throws IOException {
        JsonPath reply = RawHttp.send("""
                POST /uploadfile?renameifexists=0&nopartial=1&folderid=0&mtime=1500000000 HTTP/1.1
                Authorization: Bearer %s
                User-Agent: pCloud SDK Java 1.8.1
                Cookie: timeformat=timestamp; Domain=api.pcloud.com; Path=/; Secure; HttpOnly
                Content-Type: multipart/form-data; boundary=%s""".formatted(anna.token(), BOUNDARY), RawHttp.bytes("""
                        --%1$s
                        Content-Disposition: form-data; name="file"; filename="a %%22quoted%%22 é.txt"
                        Content-Type: multipart/form-data
                        Content-Length: 5

                        hello
                        --%1$s--
                        """.formatted(BOUNDARY)));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getString("metadata[0].name")).isEqualTo("a \"quoted\" é.txt");
        assertThat(reply.getLong("metadata[0].modified")).isEqualTo(1_500_000_000);
        assertThat(reply.getLong("metadata[0].created")).isEqualTo(1_500_000_000);
    }

    @Test
    void rclone_puts_a_partial_file_and_renames_it_over_the_target() throws IOException {
        long old = anna.file("/song.mp3", "old");
        JsonPath reply = RawHttp.send("""
                PUT /uploadfile?filename=song.mp3.0a1b2c3d.partial&folderid=0&mtime=1577836800&nopartial=1 HTTP/1.1
                Authorization: Bearer %s
                User-Agent: rclone/v1.72.1
                Content-Type: audio/mpeg""".formatted(anna.token()), RawHttp.bytes("new contents"));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getList("fileids")).hasSize(1);
        assertThat(reply.getString("metadata[0].modified")).isEqualTo("Wed, 01 Jan 2020 00:00:00 +0000");
        anna.call("renamefile")
                .with("fileid", reply.getLong("fileids[0]"))
                .with("toname", "song.mp3")
                .with("tofolderid", 0)
                .ok()
                .has("metadata.deletedfileid", old);
    }

    @Test
    void rclone_posts_empty_files_as_multipart_with_everything_in_fields() throws IOException {
        JsonPath reply = RawHttp.send("""
                POST /uploadfile HTTP/1.1
                Authorization: Bearer %s
                User-Agent: rclone/v1.72.1
                Content-Type: multipart/form-data; boundary=5f1c7a""".formatted(anna.token()), RawHttp.bytes("""
                        --5f1c7a
                        Content-Disposition: form-data; name="nopartial"

                        1
                        --5f1c7a
                        Content-Disposition: form-data; name="mtime"

                        1577836800
                        --5f1c7a
                        Content-Disposition: form-data; name="filename"

                        an "empty" file
                        --5f1c7a
                        Content-Disposition: form-data; name="folderid"

                        0
                        --5f1c7a
                        Content-Disposition: form-data; name="content"; filename="an \\"empty\\" file"
                        Content-Type: application/octet-stream


                        --5f1c7a--
                        """));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getString("metadata[0].name")).isEqualTo("an \"empty\" file");
        assertThat(reply.getLong("metadata[0].size")).isZero();
        assertThat(reply.getString("metadata[0].modified")).isEqualTo("Wed, 01 Jan 2020 00:00:00 +0000");
    }

    @Test
    void tomgross_signs_in_by_a_form_field_and_names_the_file_with_its_whole_path() throws IOException {
        anna.folder("/target");
        JsonPath reply = RawHttp.send("""
                POST /uploadfile HTTP/1.1
                User-Agent: python-httpx/0.28.1
                Content-Type: multipart/form-data; boundary=7d1f""", RawHttp.bytes("""
                        --7d1f
                        Content-Disposition: form-data; name="path"

                        /target
                        --7d1f
                        Content-Disposition: form-data; name="auth"

                        %s
                        --7d1f
                        Content-Disposition: form-data; name="fd"

                        3
                        --7d1f
                        Content-Disposition: form-data; name="file"; filename="/home/somebody/foo.txt"
                        Content-Type: text/plain

                        hello
                        --7d1f--
                        """.formatted(anna.token())));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getString("metadata[0].path")).isEqualTo("/target/foo.txt");
    }

    @Test
    void a_form_says_how_its_reply_is_wanted() throws IOException {
        JsonPath reply = RawHttp.send("""
                POST /uploadfile HTTP/1.1
                Authorization: Bearer %s
                Content-Type: multipart/form-data; boundary=7d1f""".formatted(anna.token()), RawHttp.bytes("""
                        --7d1f
                        Content-Disposition: form-data; name="id"

                        111-0
                        --7d1f
                        Content-Disposition: form-data; name="timeformat"

                        timestamp
                        --7d1f
                        Content-Disposition: form-data; name="mtime"

                        1500000000
                        --7d1f
                        Content-Disposition: form-data; name="file"; filename="wish.txt"

                        hello
                        --7d1f--
                        """));
        assertThat(reply.getString("id")).isEqualTo("111-0");
        assertThat(reply.getLong("metadata[0].modified")).isEqualTo(1_500_000_000);
    }

    @Test
    void credentials_in_a_form_are_checked_like_any_other() throws IOException {
        String body = """
                --7d1f
                Content-Disposition: form-data; name="auth"

                nobody
                --7d1f
                Content-Disposition: form-data; name="file"; filename="foo.txt"

                hello
                --7d1f--
                """;
        String head = "POST /uploadfile HTTP/1.1\nContent-Type: multipart/form-data; boundary=7d1f";
        assertThat(RawHttp.send(head, RawHttp.bytes(body)).getInt("result")).isEqualTo(2000);
        assertThat(RawHttp.send(head, RawHttp.bytes(body.replace("\"auth\"", "\"other\"")))
                        .getInt("result"))
                .isEqualTo(1000);
    }

    @Test
    void opendal_puts_by_path_without_a_content_type_after_making_every_prefix() throws IOException {
        for (String prefix : List.of("/", "/a/", "/a/b/")) {
            anna.call("createfolderifnotexists").with("path", prefix).ok();
        }
        JsonPath reply = RawHttp.send(
                "PUT /uploadfile?path=/a/b&filename=caf%%C3%%A9%%20%%2B.txt&username=anna&password=%s HTTP/1.1"
                        .formatted(anna.token()),
                RawHttp.bytes("hello"));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getString("metadata[0].path")).isEqualTo("/a/b/café +.txt");
        anna.call("listfolder").with("path", "/a/b").ok().has("metadata.contents[0].path", "/a/b/café +.txt");
    }

    @Test
    void a_browser_form_sends_several_files_and_leaves_unused_inputs_empty() throws IOException {
        JsonPath reply = RawHttp.send(
                "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=\"x y\""
                        .formatted(anna.token()),
                RawHttp.bytes("""
                        What comes before the first boundary is no part.
                        --x y
                        Content-Disposition: form-data; name="one"; filename="C:\\fakepath\\one.txt"
                        Content-Type: text/plain

                        1
                        --x y
                        content-disposition: FORM-DATA; filename=two.txt; name=two

                        22
                        --x y
                        Content-Disposition: form-data; name="folderid"

                        999
                        --x y
                        Content-Disposition: form-data; name="unused"; filename=""
                        Content-Type: application/octet-stream


                        --x y--
                        """));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getList("metadata.name")).containsExactly("one.txt", "two.txt");
        assertThat(reply.getList("metadata.size")).containsExactly(1, 2);
        assertThat(reply.getList("checksums")).hasSize(2);
        assertThat(reply.getList("fileids")).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_form_of_nothing_but_unused_inputs_is_no_upload() throws IOException {
        JsonPath reply = RawHttp.send(
                "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=b"
                        .formatted(anna.token()),
                RawHttp.bytes("""
                        --b
                        Content-Disposition: form-data; name="unused"; filename=""
                        Content-Type: application/octet-stream


                        --b--
                        """));
        assertThat(reply.getInt("result")).isEqualTo(2088);
    }

    @Test
    void names_that_are_no_utf_8_are_refused_and_replace_nothing() throws IOException {
        for (int letter : new int[] {0xE9, 0xE8}) {
            JsonPath reply = RawHttp.send(
                    "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=b"
                            .formatted(anna.token()),
                    RawHttp.bytes(
                            "--b\nContent-Disposition: form-data; name=\"a\"; filename=\"caf",
                            new byte[] {(byte) letter},
                            ".txt\"\n\n1\n--b--\n"));
            assertThat(reply.getInt("result")).isEqualTo(2001);
            JsonPath field = RawHttp.send(
                    "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=b"
                            .formatted(anna.token()),
                    RawHttp.bytes(
                            "--b\nContent-Disposition: form-data; name=\"filename\"\n\ncaf",
                            new byte[] {(byte) letter},
                            "\n",
                            part("a", "1"),
                            "--b--\n"));
            assertThat(field.getInt("result")).isEqualTo(2001);
        }
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 0);
    }

    @Test
    void a_filename_parameter_wins_over_the_parts_name_for_the_first_file_only() throws IOException {
        JsonPath reply = RawHttp.send(
                "POST /uploadfile?filename=given&auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=b"
                        .formatted(anna.token()),
                RawHttp.bytes(part("a", "1"), part("b", "2"), "--b--\n"));
        assertThat(reply.getList("metadata.name")).containsExactly("given", "b");
    }

    @Test
    void a_part_that_holds_what_looks_like_a_boundary_comes_whole() throws IOException {
        String tricky = "--b \n--bb?\n\n--\n-b\n\r--b";
        JsonPath reply = RawHttp.send(
                "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=bbb"
                        .formatted(anna.token()),
                RawHttp.bytes(part("a", tricky).replaceFirst("--b", "--bbb"), "--bbb--\n"));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getLong("metadata[0].size")).isEqualTo(RawHttp.bytes(tricky).length);
    }

    @Test
    void what_is_no_upload_is_refused_with_an_error_of_the_dialect() throws IOException {
        Map<String, Integer> resultByType = Map.of(
                "multipart/form-data", 2088,
                "multipart/form-data; boundary=", 2088,
                "multipart/form-data; boundary=b", 2088,
                "application/x-www-form-urlencoded", 2088,
                "text/plain", 2088);
        resultByType.forEach((type, result) -> {
            try {
                JsonPath reply = RawHttp.send(
                        "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: %s".formatted(anna.token(), type),
                        RawHttp.bytes("a=b&c=d"));
                assertThat(reply.getInt("result")).as(type).isEqualTo(result);
            } catch (IOException e) {
                throw new AssertionError(type, e);
            }
        });
        JsonPath noFile = RawHttp.send(
                "POST /uploadfile?auth=%s HTTP/1.1\nContent-Type: multipart/form-data; boundary=b"
                        .formatted(anna.token()),
                RawHttp.bytes("--b\nContent-Disposition: form-data; name=\"folderid\"\n\n0\n--b--\n"));
        assertThat(noFile.getInt("result")).isEqualTo(2088);
    }

    private static String part(String name, String contents) {
        return "--b\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name + "\"\n\n" + contents + "\n";
    }
}
