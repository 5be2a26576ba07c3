package dev.latchkey.file.upload;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_DATE_TIME;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_UPLOAD;
import static dev.latchkey.protocol.error.ApiError.OVER_QUOTA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
class UploadFileApiTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

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
    }

    @Test
    void a_put_is_one_file() {
        Reply reply = upload("hello.txt", HELLO).ok();
        long id = reply.number("fileids[0]");
        reply.has("metadata.size()", 1)
                .has("metadata[0].fileid", id)
                .has("metadata[0].path", "/hello.txt")
                .has("metadata[0].size", 5)
                .has("checksums.size()", 1)
                .has("checksums[0].sha1", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
                .has("checksums[0].md5", "5d41402abc4b2a76b9719d911017c592")
                .has("checksums[0].sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(trees.used(anna.caller().account())).isEqualTo(5);
    }

    @Test
    void an_empty_file_is_a_file() {
        upload("empty", new byte[0]).ok().has("metadata[0].size", 0);
    }

    @Test
    void a_put_need_not_say_its_length() throws IOException {
        JsonPath reply = RawHttp.exchange(
                put("/uploadfile?filename=chunked") + "\nTransfer-Encoding: chunked",
                RawHttp.bytes("5\nhello\n6\n world\n0\n\n"));
        assertThat(reply.getInt("result")).isZero();
        assertThat(reply.getLong("metadata[0].size")).isEqualTo(11);
    }

    @Test
    void the_same_name_keeps_the_id_and_the_creation_time() {
        Reply first = upload("x", "one".getBytes(StandardCharsets.UTF_8)).ok();
        upload("x", "other".getBytes(StandardCharsets.UTF_8))
                .ok()
                .has("fileids[0]", first.number("fileids[0]"))
                .has("metadata[0].created", first.string("metadata[0].created"))
                .has("metadata[0].size", 5);
        assertThat(trees.used(anna.caller().account())).isEqualTo(5);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 1);
    }

    @Test
    void mtime_is_kept_to_the_second_whatever_the_century() {
        for (long time : new long[] {1_600_000_000, 1, -86_400, 2_145_916_800L, 4_102_444_800L, -13_000_000_000L}) {
            upload("x" + time, HELLO)
                    .with("mtime", time)
                    .with("timeformat", "timestamp")
                    .ok()
                    .has("metadata[0].modified", time)
                    .has("metadata[0].created", time);
        }
    }

    @Test
    void ctime_counts_only_with_mtime() {
        upload("a", HELLO)
                .with("mtime", 2_000)
                .with("ctime", 1_000)
                .with("timeformat", "timestamp")
                .ok()
                .has("metadata[0].modified", 2_000)
                .has("metadata[0].created", 1_000);
        Reply alone = upload("b", HELLO)
                .with("ctime", 1_000)
                .with("timeformat", "timestamp")
                .ok();
        assertThat(alone.number("metadata[0].created")).isGreaterThan(1_700_000_000);
    }

    @Test
    void equal_contents_under_the_same_name_change_the_time_only() {
        Reply first = upload("x", HELLO).with("mtime", 1_000).ok();
        upload("x", HELLO)
                .with("mtime", 2_000)
                .with("timeformat", "timestamp")
                .ok()
                .has("fileids[0]", first.number("fileids[0]"))
                .has("metadata[0].modified", 2_000);
        assertThat(trees.used(anna.caller().account())).isEqualTo(5);
    }

    @Test
    void renameifexists_numbers_the_new_file() {
        long old = upload("song.mp3", HELLO).ok().number("fileids[0]");
        upload("song.mp3", HELLO).with("renameifexists", 1).ok().has("metadata[0].name", "song (2).mp3");
        upload("song.mp3", HELLO).with("renameifexists", 1).ok().has("metadata[0].name", "song (3).mp3");
        upload("song.mp3", HELLO).with("renameifexists", 0).ok().has("fileids[0]", old);
        upload("other", HELLO).with("renameifexists", 1).ok().has("metadata[0].name", "other");
    }

    @Test
    void the_quota_ends_an_upload_before_it_begins_and_while_it_runs() throws IOException {
        Person poor = people.join(10);
        poor.file("/x", "12345678");
        poor.call("uploadfile").with("filename", "y").put(new byte[3]).fails(OVER_QUOTA);
        JsonPath chunked = RawHttp.exchange(
                "PUT /uploadfile?filename=z HTTP/1.1\nAuthorization: Bearer " + poor.token()
                        + "\nTransfer-Encoding: chunked",
                RawHttp.bytes("3\nabc\n0\n\n"));
        assertThat(chunked.getInt("result")).isEqualTo(OVER_QUOTA.code());
        poor.call("listfolder").with("folderid", 0).ok().has("metadata.contents.name", List.of("x"));
        assertThat(trees.used(poor.caller().account())).isEqualTo(8);
    }

    @Test
    @Timeout(60)
    void a_big_upload_that_is_refused_gets_its_answer() {
        Person poor = people.join(10);
        poor.call("uploadfile")
                .with("filename", "big")
                .put(new byte[20_000_000])
                .fails(OVER_QUOTA);
        poor.call("listfolder").with("folderid", 0).ok().has("metadata.contents", List.of());
    }

    @Test
    void a_file_that_replaces_another_has_the_room_of_both() {
        Person poor = people.join(10);
        poor.file("/x", "12345678");
        poor.file("/x", "1234567890");
        poor.call("uploadfile").with("filename", "x").put(new byte[11]).fails(OVER_QUOTA);
        poor.call("stat").with("path", "/x").ok().has("metadata.size", 10);
    }

    @Test
    void a_quota_that_shrank_below_what_is_there_leaves_room_for_nothing_but_empty_files() {
        anna.file("/x", "12345678");
        Person poorer = people.withQuota(anna, 4);
        poorer.call("uploadfile").with("filename", "y").put(new byte[1]).fails(OVER_QUOTA);
        poorer.call("uploadfile").with("filename", "y").put(new byte[0]).ok();
    }

    @Test
    void many_uploads_at_once_together_stay_below_the_quota() throws Exception {
        Person poor = people.join(50);
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String name = "f" + i;
            tries.add(() -> poor.call("uploadfile")
                    .with("filename", name)
                    .put(new byte[10])
                    .send()
                    .json()
                    .getInt("result"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Integer> results = threads.invokeAll(tries).stream()
                    .map(result -> result.resultNow())
                    .toList();
            assertThat(results).containsOnly(0, OVER_QUOTA.code());
            assertThat(results.stream().filter(result -> result == 0)).hasSize(5);
        }
        assertThat(trees.used(poor.caller().account())).isEqualTo(50);
    }

    @Test
    void many_uploads_to_one_name_at_once_make_one_file() throws Exception {
        List<Callable<Long>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] contents = ("number " + i).getBytes(StandardCharsets.UTF_8);
            tries.add(() -> upload("x", contents).ok().number("fileids[0]"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            assertThat(threads.invokeAll(tries).stream()
                            .map(id -> id.resultNow())
                            .distinct())
                    .hasSize(1);
        }
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 1);
    }

    @Test
    void many_numbered_uploads_to_one_name_at_once_make_as_many_files() throws Exception {
        List<Callable<Long>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tries.add(() -> upload("x", HELLO).with("renameifexists", 1).ok().number("fileids[0]"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            assertThat(threads.invokeAll(tries).stream()
                            .map(id -> id.resultNow())
                            .distinct())
                    .hasSize(10);
        }
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 10);
    }

    @Test
    void a_foreign_folder_takes_files_and_only_who_may_change_them_replaces_any() {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        anna.file("/Shared/x", "anna's");
        ApiCaller refused = berta.call("uploadfile")
                .with("folderid", shared)
                .with("filename", "y")
                .put(HELLO);
        refused.fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.CREATE);
        berta.call("uploadfile")
                .with("folderid", shared)
                .with("filename", "y")
                .put(HELLO)
                .ok()
                .has("metadata[0].ismine", false);
        berta.call("uploadfile")
                .with("folderid", shared)
                .with("filename", "x")
                .put(HELLO)
                .fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.CREATE, Right.MODIFY);
        berta.call("uploadfile")
                .with("folderid", shared)
                .with("filename", "x")
                .put(HELLO)
                .ok();
        assertThat(trees.used(anna.caller().account())).isEqualTo(10);
        assertThat(trees.used(berta.caller().account())).isZero();
    }

    @Test
    void tells_what_is_wrong() {
        anna.call("uploadfile").put(HELLO).fails(INVALID_NAME);
        upload("a/b", HELLO).fails(INVALID_NAME);
        upload("x", HELLO).with("folderid", 987_654_321).fails(FOLDER_NOT_FOUND);
        upload("x", HELLO).with("path", "/nowhere").fails(FOLDER_NOT_FOUND);
        upload("x", HELLO).with("mtime", "yesterday").fails(INVALID_DATE_TIME);
        ApiCaller.call("uploadfile").with("filename", "x").put(HELLO).fails(LOG_IN_REQUIRED);
        anna.call("uploadfile").with("filename", "x").fails(NO_UPLOAD);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents", List.of());
    }

    @Test
    void a_folder_deleted_while_the_bytes_come_takes_nothing() throws Exception {
        long folder = anna.folder("/a");
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(RawHttp.bytes(put("/uploadfile?filename=x&folderid=" + folder)
                            + "\nHost: localhost\nContent-Length: 10\n\n12345"));
            socket.getOutputStream().flush();
            Thread.sleep(300);
            anna.call("deletefolder").with("folderid", folder).ok();
            socket.getOutputStream().write(RawHttp.bytes("67890"));
            String answer = RawHttp.head(socket.getInputStream());
            assertThat(answer).contains("X-Error: " + FOLDER_NOT_FOUND.code());
        }
        assertThat(trees.used(anna.caller().account())).isZero();
    }

    @Test
    void a_right_withdrawn_while_the_bytes_come_counts_no_more() throws Exception {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        people.grant(berta, shared, Right.CREATE);
        assertThat(answerWhen(() -> people.grant(berta, shared), berta, "filename=x&folderid=" + shared))
                .contains("X-Error: " + ACCESS_DENIED.code());
        anna.call("listfolder")
                .with("folderid", shared)
                .with("showdeleted", 1)
                .ok()
                .has("metadata.contents", List.of());
        assertThat(trees.used(anna.caller().account())).isZero();
    }

    @Test
    void a_right_to_replace_withdrawn_while_the_bytes_come_leaves_the_file_as_it_was() throws Exception {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        anna.file("/Shared/x", "anna's");
        people.grant(berta, shared, Right.CREATE, Right.MODIFY);
        Runnable withdraw = () -> people.grant(berta, shared, Right.CREATE);
        assertThat(answerWhen(withdraw, berta, "filename=x&folderid=" + shared))
                .contains("X-Error: " + ACCESS_DENIED.code());
        anna.call("stat").with("path", "/Shared/x").ok().has("metadata.size", 6);
        assertThat(answerWhen(() -> {}, berta, "filename=y&folderid=" + shared)).doesNotContain("X-Error");
        anna.call("stat").with("path", "/Shared/y").ok().has("metadata.size", 10);
    }

    /** Uploads ten bytes; when the first have arrived, something happens before the others do. */
    private String answerWhen(Runnable happening, Person uploader, String parameters) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(RawHttp.bytes("PUT /uploadfile?" + parameters + " HTTP/1.1\nAuthorization: Bearer "
                            + uploader.token() + "\nHost: localhost\nContent-Length: 10\n\n12345"));
            socket.getOutputStream().flush();
            for (int i = 0; i < 200 && !isTemporaryFileThere(); i++) {
                Thread.sleep(50);
            }
            assertThat(isTemporaryFileThere())
                    .as("the first bytes have arrived")
                    .isTrue();
            happening.run();
            socket.getOutputStream().write(RawHttp.bytes("67890"));
            return RawHttp.head(socket.getInputStream());
        }
    }

    private boolean isTemporaryFileThere() throws IOException {
        try (Stream<Path> files = Files.list(blobs.resolve("tmp"))) {
            return files.findAny().isPresent();
        }
    }

    private ApiCaller upload(String name, byte[] contents) {
        return anna.call("uploadfile").with("filename", name).put(contents);
    }

    private String put(String target) {
        return "PUT " + target + " HTTP/1.1\nAuthorization: Bearer " + anna.token();
    }
}
