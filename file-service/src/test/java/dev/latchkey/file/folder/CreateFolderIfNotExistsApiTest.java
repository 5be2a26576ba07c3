package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_NAME;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class CreateFolderIfNotExistsApiTest {

    @Inject
    People people;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void makes_a_folder_once_and_finds_it_from_then_on() {
        Reply made =
                anna.call("createfolderifnotexists").with("path", "/Music").ok().has("created", true);
        anna.call("createfolderifnotexists")
                .with("folderid", 0)
                .with("name", "Music")
                .ok()
                .has("created", false)
                .has("metadata.folderid", made.number("metadata.folderid"))
                .has("metadata.modified", made.string("metadata.modified"));
    }

    @Test
    void the_root_is_always_there() {
        anna.call("createfolderifnotexists")
                .with("path", "/")
                .ok()
                .has("created", false)
                .has("metadata.folderid", 0)
                .has("metadata.id", "d0")
                .has("metadata.name", "/")
                .has("metadata.path", "/")
                .hasNo("metadata.parentfolderid");
    }

    @Test
    void a_path_can_be_walked_from_the_root_down() {
        for (String prefix : List.of("/", "/a/", "/a/b/", "/a/b/c/")) {
            anna.call("createfolderifnotexists").with("path", prefix).ok();
        }
        anna.call("listfolder").with("path", "/a/b/c").ok();
    }

    @Test
    void makes_one_level_only() {
        anna.call("createfolderifnotexists").with("path", "/a/b").fails(PARENT_NOT_FOUND);
        anna.call("createfolderifnotexists").fails(NO_PATH_OR_NAME);
    }

    @Test
    void of_many_who_want_one_folder_at_once_all_get_the_same() throws Exception {
        List<Callable<Long>> tries = IntStream.range(0, 20)
                .<Callable<Long>>mapToObj(i -> () -> anna.folder("/Race"))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            assertThat(threads.invokeAll(tries).stream()
                            .map(id -> id.resultNow())
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void a_first_call_made_many_times_at_once_makes_one_root() throws Exception {
        List<Callable<Long>> tries = IntStream.range(0, 10)
                .<Callable<Long>>mapToObj(i ->
                        () -> anna.call("listfolder").with("folderid", 0).ok().number("metadata.folderid"))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            assertThat(threads.invokeAll(tries).stream().map(id -> id.resultNow()))
                    .hasSize(10)
                    .containsOnly(0L);
        }
    }
}
