package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeleteFileApiTest {

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
    void deletes_a_file_and_gives_the_room_back() {
        long id = anna.file("/x.txt", "12345");
        anna.call("deletefile")
                .with("fileid", id)
                .ok()
                .has("metadata.fileid", id)
                .has("metadata.name", "x.txt")
                .has("metadata.isdeleted", true);
        anna.call("stat").with("fileid", id).fails(FILE_NOT_FOUND);
        anna.call("deletefile").with("fileid", id).fails(FILE_NOT_FOUND);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents", List.of());
        assertThat(trees.used(anna.caller().account())).isZero();
    }

    @Test
    void a_file_that_is_moved_at_the_same_time_is_deleted_wherever_it_is() throws Exception {
        for (int round = 0; round < 10; round++) {
            long id = anna.file("/moving.txt", "round " + round);
            List<Long> folders =
                    List.of(anna.folder("/a" + round), anna.folder("/b" + round), anna.folder("/c" + round));
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                folders.forEach(folder -> threads.submit(() -> anna.call("renamefile")
                        .with("fileid", id)
                        .with("tofolderid", folder)
                        .send()));
                threads.submit(() -> anna.call("deletefile").with("fileid", id).ok())
                        .get();
            }
            anna.call("stat").with("fileid", id).fails(FILE_NOT_FOUND);
        }
        assertThat(trees.used(anna.caller().account())).isZero();
    }

    @Test
    void moves_of_a_file_at_the_same_time_come_one_after_the_other() throws Exception {
        long id = anna.file("/moving.txt", "content");
        List<Long> folders =
                IntStream.range(0, 12).mapToObj(i -> anna.folder("/" + i)).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> moves = new ArrayList<>();
            for (long folder : folders) {
                moves.add(threads.submit(() -> anna.call("renamefile")
                        .with("fileid", id)
                        .with("tofolderid", folder)
                        .ok()));
            }
            for (Future<?> move : moves) {
                move.get();
            }
        }
        anna.call("stat").with("fileid", id).ok().has("metadata.name", "moving.txt");
    }

    @Test
    void a_name_that_comes_back_has_its_old_id() {
        long id = anna.file("/x.txt", "old");
        anna.call("deletefile").with("path", "/x.txt").ok();
        assertThat(anna.file("/x.txt", "newer")).isEqualTo(id);
        anna.call("stat").with("fileid", id).ok().has("metadata.size", 5).hasNo("metadata.isdeleted");
        assertThat(trees.used(anna.caller().account())).isEqualTo(5);
    }

    @Test
    void the_same_contents_under_a_name_that_comes_back_are_no_new_revision_and_count_again() {
        anna.file("/x.txt", "same");
        anna.call("deletefile").with("path", "/x.txt").ok();
        anna.file("/x.txt", "same");
        assertThat(trees.used(anna.caller().account())).isEqualTo(4);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("deletefile").fails(NO_FILEID_OR_PATH);
        anna.call("deletefile").with("path", "/nothing").fails(FILE_NOT_FOUND);
        anna.call("deletefile").with("path", "/nowhere/nothing").fails(PARENT_NOT_FOUND);
        anna.call("deletefile").with("fileid", 987_654_321).fails(FILE_NOT_FOUND);
    }

    @Test
    void a_foreign_file_needs_the_right_to_delete() {
        Person berta = people.join();
        long id = anna.file("/Shared/x", "x");
        people.grant(berta, anna.folder("/Shared"), Right.READ, Right.MODIFY, Right.CREATE);
        berta.call("deletefile").with("fileid", id).fails(ACCESS_DENIED);
        people.grant(berta, anna.folder("/Shared"), Right.DELETE);
        berta.call("deletefile").with("fileid", id).ok();
    }
}
