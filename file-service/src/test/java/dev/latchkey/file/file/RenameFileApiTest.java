package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_RENAME_TARGET;
import static dev.latchkey.protocol.error.ApiError.OVER_QUOTA;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RenameFileApiTest {

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
    void a_new_name_keeps_id_and_times_and_changes_the_kind() {
        long id = anna.file("/x.txt", "x");
        Reply before = anna.call("stat").with("fileid", id).ok();
        anna.call("renamefile")
                .with("fileid", id)
                .with("toname", "y.html")
                .ok()
                .has("metadata.fileid", id)
                .has("metadata.path", "/y.html")
                .has("metadata.contenttype", "text/html")
                .has("metadata.modified", before.string("metadata.modified"))
                .hasNo("metadata.deletedfileid");
        anna.call("checksumfile").with("path", "/x.txt").fails(FILE_NOT_FOUND);
    }

    @Test
    void moves_into_a_folder_by_id_by_path_and_by_a_path_with_a_slash() {
        long id = anna.file("/x.txt", "x");
        long a = anna.folder("/a");
        anna.folder("/b");
        anna.call("renamefile").with("fileid", id).with("tofolderid", a).ok().has("metadata.path", "/a/x.txt");
        anna.call("renamefile").with("fileid", id).with("topath", "/b/").ok().has("metadata.path", "/b/x.txt");
        anna.call("renamefile")
                .with("path", "/b/x.txt")
                .with("topath", "/y")
                .ok()
                .has("metadata.path", "/y");
        anna.call("renamefile").with("fileid", id).with("topath", "/").ok().has("metadata.path", "/y");
        anna.call("renamefile")
                .with("fileid", id)
                .with("tofolderid", a)
                .with("toname", "z")
                .ok()
                .has("metadata.path", "/a/z")
                .has("metadata.parentfolderid", a);
        anna.call("renamefile").with("fileid", id).with("tofolderid", 0).ok().has("metadata.parentfolderid", 0);
    }

    @Test
    void a_file_that_has_the_name_is_replaced_and_named() {
        long old = anna.file("/target", "old one");
        long id = anna.file("/x.12345678.partial", "new");
        anna.call("renamefile")
                .with("fileid", id)
                .with("tofolderid", 0)
                .with("toname", "target")
                .ok()
                .has("metadata.fileid", id)
                .has("metadata.deletedfileid", old)
                .has("metadata.size", 3);
        anna.call("stat").with("fileid", old).fails(FILE_NOT_FOUND);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.name", List.of("target"));
        assertThat(trees.used(anna.caller().account())).isEqualTo(3);
    }

    @Test
    void a_name_that_a_deleted_file_keeps_is_free() {
        anna.file("/target", "deleted");
        anna.call("deletefile").with("path", "/target").ok();
        long id = anna.file("/x", "x");
        anna.call("renamefile").with("fileid", id).with("toname", "target").ok().hasNo("metadata.deletedfileid");
        assertThat(trees.used(anna.caller().account())).isEqualTo(1);
    }

    @Test
    void onto_itself_changes_nothing() {
        long id = anna.file("/x", "x");
        anna.call("renamefile")
                .with("fileid", id)
                .with("tofolderid", 0)
                .with("toname", "x")
                .ok()
                .has("metadata.fileid", id)
                .hasNo("metadata.deletedfileid");
        anna.call("checksumfile").with("fileid", id).ok();
    }

    @Test
    void a_folder_of_the_name_is_no_conflict() {
        anna.folder("/x");
        long id = anna.file("/y", "y");
        anna.call("renamefile").with("fileid", id).with("topath", "/x").ok().has("metadata.path", "/x");
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 2);
    }

    @Test
    void tells_what_is_missing() {
        long id = anna.file("/x", "x");
        anna.call("renamefile").with("toname", "y").fails(NO_FILEID_OR_PATH);
        anna.call("renamefile").with("fileid", id).fails(NO_RENAME_TARGET);
        anna.call("renamefile").with("fileid", id).with("toname", "a/b").fails(INVALID_NAME);
        anna.call("renamefile")
                .with("fileid", id)
                .with("tofolderid", 987_654_321)
                .fails(FOLDER_NOT_FOUND);
        anna.call("renamefile").with("fileid", id).with("topath", "/nowhere/x").fails(PARENT_NOT_FOUND);
        anna.call("renamefile").with("fileid", id).with("topath", "/nowhere/").fails(FOLDER_NOT_FOUND);
        anna.call("renamefile").with("fileid", 987_654_321).with("toname", "y").fails(FILE_NOT_FOUND);
        anna.call("renamefile").with("path", "/nothing").with("toname", "y").fails(FILE_NOT_FOUND);
        anna.call("stat").with("path", "/x").ok().has("metadata.fileid", id);
    }

    @Test
    void rights_are_asked_where_it_comes_from_and_where_it_goes() {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        long hers = anna.file("/Shared/x", "anna's");
        long own = berta.file("/mine", "berta's");
        berta.call("renamefile").with("fileid", hers).with("toname", "y").fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.READ, Right.CREATE);
        berta.call("renamefile").with("fileid", hers).with("toname", "y").fails(ACCESS_DENIED);
        berta.call("renamefile")
                .with("fileid", own)
                .with("tofolderid", shared)
                .with("toname", "x")
                .fails(ACCESS_DENIED);
        berta.call("renamefile")
                .with("fileid", own)
                .with("tofolderid", shared)
                .ok()
                .has("metadata.ismine", false);
        anna.call("stat").with("path", "/Shared/mine").ok().has("metadata.fileid", own);
        assertThat(trees.used(berta.caller().account())).isZero();
        assertThat(trees.used(anna.caller().account())).isEqualTo(6 + 7);
    }

    @Test
    void a_move_into_a_tree_that_is_full_is_refused() {
        Person poor = people.join(3);
        long shared = poor.folder("/Shared");
        people.grant(anna, shared, Right.CREATE);
        long id = anna.file("/x", "1234");
        anna.call("renamefile").with("fileid", id).with("tofolderid", shared).fails(OVER_QUOTA);
        anna.call("stat").with("path", "/x").ok();
        assertThat(trees.used(anna.caller().account())).isEqualTo(4);
        assertThat(trees.used(poor.caller().account())).isZero();
    }

    @Test
    void of_many_files_renamed_to_one_name_at_once_one_is_left() throws Exception {
        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long id = anna.file("/f" + i, "f" + i);
            tries.add(() -> anna.call("renamefile")
                    .with("fileid", id)
                    .with("toname", "target")
                    .send()
                    .json()
                    .getInt("result"));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            assertThat(threads.invokeAll(tries).stream().map(result -> result.resultNow()))
                    .hasSize(10)
                    .containsOnly(0);
        }
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.name", List.of("target"));
        assertThat(trees.used(anna.caller().account())).isEqualTo(2);
    }
}
