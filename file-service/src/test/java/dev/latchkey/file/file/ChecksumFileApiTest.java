package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChecksumFileApiTest {

    @Inject
    People people;

    @Inject
    Revisions revisions;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void tells_all_three_checksums() {
        long id = anna.file("/hello", "hello");
        anna.call("checksumfile")
                .with("fileid", id)
                .ok()
                .has("sha1", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
                .has("md5", "5d41402abc4b2a76b9719d911017c592")
                .has("sha256", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824")
                .has("metadata.fileid", id);
    }

    @Test
    void tells_those_of_the_revision_that_is_asked_for() {
        long id = anna.file("/hello", "hello");
        long first = revisions.current(id);
        anna.file("/hello", "");
        anna.call("checksumfile")
                .with("fileid", id)
                .with("revisionid", first)
                .ok()
                .has("sha1", "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d")
                .has("metadata.fileid", id)
                .has("metadata.size", 5);
        anna.call("checksumfile")
                .with("path", "/hello")
                .with("revisionid", revisions.current(id))
                .ok()
                .has("metadata.size", 0);
        long other = anna.file("/other", "other");
        anna.call("checksumfile")
                .with("fileid", other)
                .with("revisionid", first)
                .fails(REVISION_NOT_FOUND);
        anna.call("checksumfile").with("fileid", id).with("revisionid", "first").fails(INVALID_NUMBER);
        people.join()
                .call("checksumfile")
                .with("fileid", id)
                .with("revisionid", first)
                .fails(ACCESS_DENIED);
    }

    @Test
    void an_empty_file_has_checksums_too() {
        anna.file("/empty", "");
        anna.call("checksumfile")
                .with("path", "/empty")
                .ok()
                .has("sha1", "da39a3ee5e6b4b0d3255bfef95601890afd80709")
                .has("metadata.size", 0);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("checksumfile").fails(NO_FILEID_OR_PATH);
        anna.call("checksumfile").with("fileid", 987_654_321).fails(FILE_NOT_FOUND);
        anna.call("checksumfile").with("path", "/nothing").fails(FILE_NOT_FOUND);
        anna.call("checksumfile").with("path", "/nowhere/nothing").fails(PARENT_NOT_FOUND);
        anna.call("checksumfile").with("path", "/").fails(FILE_NOT_FOUND);
    }

    @Test
    void a_foreign_file_needs_a_grant() {
        long id = anna.file("/x", "x");
        people.join().call("checksumfile").with("fileid", id).fails(ACCESS_DENIED);
    }
}
