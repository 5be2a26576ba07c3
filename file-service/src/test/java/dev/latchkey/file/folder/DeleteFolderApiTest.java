package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_EMPTY;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.ROOT_CANNOT_BE_DELETED;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeleteFolderApiTest {

    @Inject
    People people;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void deletes_an_empty_folder() {
        long id = anna.folder("/Music");
        anna.call("deletefolder")
                .with("path", "/Music")
                .ok()
                .has("metadata.folderid", id)
                .has("metadata.path", "/Music")
                .has("metadata.isdeleted", true);
        anna.call("listfolder").with("folderid", id).fails(FOLDER_NOT_FOUND);
        anna.call("deletefolder").with("folderid", id).fails(FOLDER_NOT_FOUND);
    }

    @Test
    void refuses_a_folder_with_something_in_it() {
        anna.folder("/a/b");
        anna.call("deletefolder").with("path", "/a").fails(FOLDER_NOT_EMPTY);
        anna.file("/c/x.txt", "x");
        anna.call("deletefolder").with("path", "/c").fails(FOLDER_NOT_EMPTY);
    }

    @Test
    void what_lies_in_the_trash_does_not_count() {
        anna.file("/c/x.txt", "x");
        anna.call("deletefile").with("path", "/c/x.txt").ok();
        anna.call("deletefolder").with("path", "/c").ok();
    }

    @Test
    void the_root_stays() {
        anna.call("deletefolder").with("folderid", 0).fails(ROOT_CANNOT_BE_DELETED);
        anna.call("deletefolder").with("path", "/").fails(ROOT_CANNOT_BE_DELETED);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("deletefolder").fails(NO_PATH_OR_FOLDERID);
        anna.call("deletefolder").with("path", "/nowhere").fails(FOLDER_NOT_FOUND);
        anna.call("deletefolder").with("path", "/nowhere/at/all").fails(FOLDER_NOT_FOUND);
    }

    @Test
    void a_foreign_folder_needs_the_right_to_delete() {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        people.grant(berta, shared, Right.READ, Right.CREATE, Right.MODIFY);
        berta.call("deletefolder").with("folderid", shared).fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.DELETE);
        berta.call("deletefolder").with("folderid", shared).ok().has("metadata.isdeleted", true);
    }
}
