package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.ROOT_CANNOT_BE_DELETED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeleteFolderRecursiveApiTest {

    @Inject
    People people;

    @Inject
    Trees trees;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void an_empty_folder_counts_itself() {
        anna.folder("/a");
        anna.call("deletefolderrecursive")
                .with("path", "/a")
                .ok()
                .has("deletedfolders", 1)
                .has("deletedfiles", 0);
    }

    @Test
    void deletes_all_that_is_below_and_gives_the_room_back() {
        long top = anna.folder("/a");
        long file = anna.file("/a/x", "12345");
        anna.folder("/a/b/c");
        anna.file("/a/b/c/y", "123");
        anna.file("/kept", "1234567");
        anna.call("deletefile").with("path", "/a/b/c/y").ok();
        anna.file("/a/b/z", "12");
        assertThat(trees.used(anna.caller().account())).isEqualTo(5 + 7 + 2);
        anna.call("deletefolderrecursive")
                .with("folderid", top)
                .ok()
                .has("deletedfolders", 3)
                .has("deletedfiles", 2);
        assertThat(trees.used(anna.caller().account())).isEqualTo(7);
        anna.call("stat").with("fileid", file).fails(FILE_NOT_FOUND);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.name", List.of("kept"));
    }

    @Test
    void the_root_stays() {
        anna.file("/kept", "1");
        anna.call("deletefolderrecursive").with("folderid", 0).fails(ROOT_CANNOT_BE_DELETED);
        anna.call("stat").with("path", "/kept").ok();
    }

    @Test
    void tells_what_is_missing() {
        anna.call("deletefolderrecursive").fails(NO_PATH_OR_FOLDERID);
        anna.call("deletefolderrecursive").with("path", "/nowhere/at/all").fails(FOLDER_NOT_FOUND);
        anna.call("deletefolderrecursive").with("folderid", 987_654_321).fails(FOLDER_NOT_FOUND);
    }

    @Test
    void a_foreign_folder_needs_a_grant() {
        long shared = anna.folder("/Shared");
        people.join().call("deletefolderrecursive").with("folderid", shared).fails(ACCESS_DENIED);
        anna.call("listfolder").with("folderid", shared).ok();
    }
}
