package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FILEID;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.PATH_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.media.LateFacts;
import dev.latchkey.file.media.MediaFactsJson;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StatApiTest {

    @Inject
    People people;

    @Inject
    Revisions revisions;

    @Inject
    LateFacts lateFacts;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void describes_a_file_completely() {
        long id = anna.file("/a/hello.txt", "hello");
        anna.call("stat")
                .with("fileid", id)
                .ok()
                .has("metadata.fileid", id)
                .has("metadata.id", "f" + id)
                .has("metadata.name", "hello.txt")
                .has("metadata.path", "/a/hello.txt")
                .has("metadata.parentfolderid", anna.folder("/a"))
                .has("metadata.isfolder", false)
                .has("metadata.ismine", true)
                .has("metadata.isshared", false)
                .has("metadata.size", 5)
                .has("metadata.contenttype", "text/plain")
                .has("metadata.category", 4)
                .has("metadata.icon", "document")
                .has("metadata.thumb", false)
                .has("metadata.comments", 0)
                // SHA-256 of "hello" begins with 2cf24dba5fb0a30e.
                .has("metadata.hash", new BigInteger("2cf24dba5fb0a30e", 16))
                .hasNo("metadata.isdeleted")
                .hasNo("metadata.folderid");
    }

    @Test
    void tells_of_a_recording_what_was_found_out_only_after_it_had_been_uploaded() {
        long id = anna.file("/song.mp3", "content of " + UUID.randomUUID());
        anna.call("stat").with("fileid", id).ok().hasNo("metadata.title");

        String sha256 = anna.call("checksumfile").with("fileid", id).ok().string("sha256");
        lateFacts.found(sha256, MediaFactsJson.read("{\"title\":\"Late\"}"));
        lateFacts.found(sha256, MediaFactsJson.read("{\"title\":\"Later than others\"}"));

        anna.call("stat").with("fileid", id).ok().has("metadata.title", "Late");
    }

    @Test
    void a_hash_is_an_unsigned_number_beyond_what_signed_ones_hold() {
        // SHA-256 of "a" begins with ca978112ca1bbdca: negative, if it were signed.
        anna.file("/a", "a");
        assertThat(anna.call("stat").with("path", "/a").ok().text()).contains("\"hash\":14598278634844962250");
    }

    @Test
    void by_path_finds_files_and_folders_and_the_file_first() {
        long file = anna.file("/x", "file");
        long folder = anna.folder("/x");
        anna.call("stat").with("path", "/x").ok().has("metadata.fileid", file);
        anna.call("stat").with("path", "/x/").ok().has("metadata.folderid", folder);
        anna.call("stat").with("path", "/").ok().has("metadata.folderid", 0);
        anna.folder("/only");
        anna.call("stat")
                .with("path", "/only")
                .ok()
                .has("metadata.isfolder", true)
                .hasNo("metadata.contents");
    }

    @Test
    void describes_the_revision_that_is_asked_for() {
        long id = anna.file("/a/hello.txt", "hello");
        long first = revisions.current(id);
        anna.file("/a/hello.txt", "good-bye");
        anna.call("stat").with("fileid", id).ok().has("metadata.size", 8);
        anna.call("stat")
                .with("fileid", id)
                .with("revisionid", first)
                .ok()
                .has("metadata.fileid", id)
                .has("metadata.size", 5)
                .has("metadata.hash", new BigInteger("2cf24dba5fb0a30e", 16));
        anna.call("stat")
                .with("path", "/a/hello.txt")
                .with("revisionid", first)
                .ok()
                .has("metadata.size", 5);
        anna.call("stat").with("fileid", id).with("revisionid", 987_654_321).fails(REVISION_NOT_FOUND);
        anna.call("stat").with("path", "/a").with("revisionid", first).fails(REVISION_NOT_FOUND);
        anna.call("stat").with("fileid", id).with("revisionid", -1).fails(INVALID_NUMBER);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("stat").fails(NO_FILEID_OR_PATH);
        anna.call("stat").with("fileid", 987_654_321).fails(FILE_NOT_FOUND);
        anna.call("stat").with("fileid", "x").fails(INVALID_FILEID);
        anna.call("stat").with("path", "/nothing").fails(PATH_NOT_FOUND);
        anna.call("stat").with("path", "/nowhere/nothing").fails(PARENT_NOT_FOUND);
        anna.call("stat").with("path", "nothing").fails(INVALID_PATH);
        anna.call("stat").with("fileid", anna.folder("/folder")).fails(FILE_NOT_FOUND);
    }

    @Test
    void a_foreign_file_needs_a_grant_on_a_folder_it_lies_in() {
        Person berta = people.join();
        long file = anna.file("/Shared/deep/x.txt", "x");
        berta.call("stat").with("fileid", file).fails(ACCESS_DENIED);
        people.grant(berta, anna.folder("/Shared"), Right.READ);
        berta.call("stat")
                .with("fileid", file)
                .ok()
                .has("metadata.userid", anna.id())
                .hasNo("metadata.path");
        berta.call("stat").with("path", "/Shared/deep/x.txt").fails(PARENT_NOT_FOUND);
    }
}
