package dev.latchkey.file.internal;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import dev.latchkey.protocol.rpc.ServiceTokens;
import dev.latchkey.protocol.value.FileId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InternalApiTest {

    @Inject
    People people;

    @Inject
    ServiceTokens tokens;

    @Inject
    ObjectMapper json;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void a_handle_says_all_that_is_needed_to_hand_the_file_out() throws Exception {
        long id = anna.file("/a/b/hello.txt", "hello");
        FileHandle handle = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        assertThat(handle.file()).isEqualTo(new FileId(id));
        assertThat(handle.owner()).isEqualTo(anna.caller().account());
        assertThat(handle.folders()).hasSize(3).endsWith(anna.folder("/a"), anna.folder("/a/b"));
        assertThat(handle.folders().getFirst()).isPositive();
        assertThat(handle.name()).isEqualTo("hello.txt");
        assertThat(handle.size()).isEqualTo(5);
        assertThat(handle.contentType()).isEqualTo("text/plain");
        assertThat(handle.blob()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(handle.hasAudio()).isFalse();
        assertThat(handle.metadata().path()).contains("/a/b/hello.txt");
        assertThat(handle.metadata().foreign()).isEmpty();
        assertThat(ask(byPath(anna, "/a/b/hello.txt")).getFirst().handle()).contains(handle);
    }

    @ParameterizedTest
    @ValueSource(longs = {-60_000_000_000L, -13_000_000_000L, -86_400, 4_102_444_800L})
    void a_handle_is_the_same_by_id_and_by_path_whatever_the_century(long time) throws Exception {
        long id = anna.call("uploadfile")
                .with("path", "/")
                .with("filename", "old.pdf")
                .with("mtime", time)
                .put("%PDF-1.7".getBytes(StandardCharsets.US_ASCII))
                .ok()
                .number("fileids[0]");
        FileHandle handle = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        assertThat(handle.metadata().modified()).isEqualTo(Instant.ofEpochSecond(time));
        assertThat(ask(byPath(anna, "/old.pdf")).getFirst().handle()).contains(handle);
    }

    @Test
    @Timeout(60)
    void a_file_without_a_sample_in_it_has_no_sound_once_it_was_measured() throws Exception {
        // The head of a WAV file, 8 kHz, mono, 8 bit: 44 bytes, all of them ASCII.
        String head = "RIFF$\0\0\0WAVEfmt \20\0\0\0\1\0\1\0@\37\0\0@\37\0\0\1\0\10\0data\0\0\0\0";
        long id = anna.file("/silent.wav", head);

        FileHandle handle = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        while (handle.hasAudio()) {
            handle = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        }

        assertThat(handle.metadata().file().orElseThrow().contentType()).startsWith("audio/");
    }

    @Test
    void new_contents_are_a_new_revision_and_equal_contents_are_not() throws Exception {
        long id = anna.file("/x", "one");
        long first = revision(id);
        anna.file("/x", "one");
        assertThat(revision(id)).isEqualTo(first);
        anna.file("/x", "two");
        assertThat(revision(id)).isNotEqualTo(first);
    }

    @Test
    void an_older_revision_is_told_with_its_own_contents() throws Exception {
        long id = anna.file("/notes", "one");
        FileHandle first = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        anna.file("/notes", "%PDF-1.7");
        FileHandle second = ask(byId(anna, id)).getFirst().handle().orElseThrow();
        assertThat(second.contentType()).isEqualTo("application/pdf");

        assertThat(ask(revision(anna, id, second.revision())).getFirst().handle())
                .contains(second);
        FileHandle older =
                ask(revision(anna, id, first.revision())).getFirst().handle().orElseThrow();
        assertThat(older.size()).isEqualTo(3);
        assertThat(older.blob()).isEqualTo(first.blob()).isNotEqualTo(second.blob());
        assertThat(older.revision()).isEqualTo(first.revision());
        assertThat(older.contentType()).isEqualTo(first.contentType()).isNotEqualTo(second.contentType());
        assertThat(older.metadata().file()).isEqualTo(first.metadata().file());
        assertThat(older.metadata().modified()).isEqualTo(second.metadata().modified());
    }

    @Test
    void a_revision_of_another_file_or_of_none_is_none() throws Exception {
        long id = anna.file("/x", "one");
        long other = anna.file("/y", "two");
        List<FileReply> replies = ask(
                revision(anna, id, revision(other)),
                revision(anna, id, 987_654_321),
                revision(anna, 987_654_321, revision(id)));
        assertThat(replies.stream().map(FileReply::error))
                .containsExactly(
                        code(ApiError.REVISION_NOT_FOUND),
                        code(ApiError.REVISION_NOT_FOUND),
                        code(ApiError.FILE_NOT_FOUND));
    }

    @Test
    void a_replaced_files_revisions_are_revisions_of_the_one_that_replaced_it() throws Exception {
        long replaced = anna.file("/x", "replaced");
        long old = revision(replaced);
        long id = anna.file("/y", "replacing");
        anna.call("renamefile").with("fileid", id).with("topath", "/x").ok();
        assertThat(ask(revision(anna, id, old))
                        .getFirst()
                        .handle()
                        .orElseThrow()
                        .size())
                .isEqualTo(8);
    }

    @Test
    void many_questions_are_answered_in_their_order_each_for_itself() throws Exception {
        Person berta = people.join();
        long hers = berta.file("/hers", "berta's");
        long gone = anna.file("/gone", "gone");
        anna.call("deletefile").with("fileid", gone).ok();
        List<FileReply> replies = ask(
                byId(anna, gone),
                byId(anna, hers),
                byPath(anna, "/hers"),
                byPath(anna, "/nowhere/x"),
                byPath(anna, "relative"),
                byPath(people.join(), "/x"),
                new FileQuestion(anna.caller().account(), Optional.empty(), Optional.empty()));
        assertThat(replies.stream().map(FileReply::error))
                .containsExactly(
                        code(ApiError.FILE_NOT_FOUND),
                        Optional.empty(),
                        code(ApiError.FILE_NOT_FOUND),
                        code(ApiError.PARENT_NOT_FOUND),
                        code(ApiError.INVALID_PATH),
                        code(ApiError.FILE_NOT_FOUND),
                        code(ApiError.NO_FILEID_OR_PATH));
        assertThat(replies.get(1).handle().orElseThrow().owner())
                .isEqualTo(berta.caller().account());
    }

    @Test
    void no_question_is_no_answer_and_a_thousand_are_a_thousand() throws Exception {
        long id = anna.file("/x", "x");
        assertThat(ask()).isEmpty();
        FileQuestion[] many = new FileQuestion[2_500];
        for (int i = 0; i < many.length; i++) {
            many[i] = byId(anna, i % 2 == 0 ? id : 900_000_000L + i);
        }
        assertThat(ask(many).stream().filter(reply -> reply.handle().isPresent()))
                .hasSize(1_250);
    }

    @Test
    void usage_is_what_the_files_hold() {
        anna.file("/x", "12345");
        service().get("/internal/accounts/" + anna.id() + "/usage").then().statusCode(200);
        assertThat(service()
                        .get("/internal/accounts/" + anna.id() + "/usage")
                        .jsonPath()
                        .getMap(""))
                .isEqualTo(Map.of("used", 5));
        assertThat(service()
                        .get("/internal/accounts/999999999/usage")
                        .jsonPath()
                        .getLong("used"))
                .isZero();
    }

    @Test
    void only_services_may_ask() {
        for (String token : new String[] {"", anna.token(), tokens.issue("auth-service")}) {
            given().header("Authorization", "Bearer " + token)
                    .get("/internal/accounts/1/usage")
                    .then()
                    .statusCode(401);
            given().header("Authorization", "Bearer " + token)
                    .contentType("application/json")
                    .body("{\"questions\":[]}")
                    .post("/internal/files")
                    .then()
                    .statusCode(401);
        }
    }

    private long revision(long file) throws Exception {
        return ask(byId(anna, file)).getFirst().handle().orElseThrow().revision();
    }

    private List<FileReply> ask(FileQuestion... questions) throws Exception {
        String reply = service()
                .contentType("application/json")
                .body(json.writeValueAsString(new FilesRequest(List.of(questions))))
                .post("/internal/files")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return json.readValue(reply, new TypeReference<FilesReply>() {}).files();
    }

    private RequestSpecification service() {
        return given().header("Authorization", "Bearer " + tokens.issue("file-service"));
    }

    private static FileQuestion byId(Person person, long file) {
        return new FileQuestion(person.caller().account(), Optional.of(new FileId(file)), Optional.empty());
    }

    private static FileQuestion revision(Person person, long file, long revision) {
        return new FileQuestion(
                person.caller().account(), Optional.of(new FileId(file)), Optional.empty(), Optional.of(revision));
    }

    private static FileQuestion byPath(Person person, String path) {
        return new FileQuestion(person.caller().account(), Optional.empty(), Optional.of(path));
    }

    private static Optional<Integer> code(ApiError error) {
        return Optional.of(error.code());
    }
}
