package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.ALREADY_EXISTS;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_NAME;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_NAME;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.FilePath;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CreateFolderApiTest {

    @Inject
    People people;

    @Inject
    Folders folders;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void makes_a_folder_in_the_root() {
        Reply made = anna.call("createfolder")
                .with("folderid", 0)
                .with("name", "Music")
                .ok();
        made.has("metadata.name", "Music")
                .has("metadata.path", "/Music")
                .has("metadata.isfolder", true)
                .has("metadata.parentfolderid", 0)
                .has("metadata.ismine", true)
                .has("metadata.isshared", false)
                .has("metadata.icon", "folder")
                .has("metadata.thumb", false)
                .has("metadata.comments", 0)
                .has("metadata.id", "d" + made.number("metadata.folderid"))
                .hasNo("metadata.contents")
                .hasNo("metadata.size");
    }

    @Test
    void makes_a_folder_by_path() {
        long music = anna.folder("/Music");
        anna.call("createfolder")
                .with("path", "/Music/Old")
                .ok()
                .has("metadata.parentfolderid", music)
                .has("metadata.path", "/Music/Old");
    }

    @Test
    void a_slash_at_the_end_of_the_path_does_no_harm() {
        anna.call("createfolder").with("path", "/Music/").ok().has("metadata.path", "/Music");
    }

    @Test
    void a_name_that_is_taken_is_refused_however_it_is_given() {
        anna.folder("/Music");
        anna.call("createfolder").with("path", "/Music").fails(ALREADY_EXISTS);
        anna.call("createfolder").with("folderid", 0).with("name", "Music").fails(ALREADY_EXISTS);
        anna.call("createfolder").with("path", "/").fails(ALREADY_EXISTS);
    }

    @Test
    void names_differ_by_case_and_by_unicode_form() {
        anna.folder("/é");
        anna.folder("/É");
        anna.folder("/e\u0301");
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " leading",
                "trailing ",
                "...",
                "~",
                "a+b&c#d?e%f\"g'h;i*j|k<l>m:n^o",
                "\uFF3C",
                "😀",
                "%2F",
                "..a",
                "\u0001"
            })
    void keeps_odd_names_as_they_are(String name) {
        anna.call("createfolder").with("folderid", 0).with("name", name).ok().has("metadata.name", name);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents[0].name", name);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a/b", "a\\b"})
    void refuses_what_is_no_name(String name) {
        anna.call("createfolder").with("folderid", 0).with("name", name).fails(INVALID_NAME);
    }

    @Test
    void a_name_has_at_most_1023_bytes() {
        anna.call("createfolder")
                .with("folderid", 0)
                .with("name", "é".repeat(511) + "e")
                .ok();
        anna.call("createfolder")
                .with("folderid", 0)
                .with("name", "é".repeat(512))
                .fails(INVALID_NAME);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("createfolder").fails(NO_PATH_OR_NAME);
        anna.call("createfolder").with("name", "Music").fails(NO_PATH_OR_NAME);
        anna.call("createfolder").with("folderid", 0).fails(NO_PATH_OR_NAME);
        anna.call("createfolder").with("path", "Music").fails(INVALID_PATH);
        anna.call("createfolder").with("path", "/nowhere/Music").fails(PARENT_NOT_FOUND);
        anna.call("createfolder")
                .with("folderid", 999_999_999)
                .with("name", "a")
                .fails(FOLDER_NOT_FOUND);
    }

    @Test
    void needs_an_account() {
        ApiCaller.call("createfolder").with("path", "/a").fails(LOG_IN_REQUIRED);
        ApiCaller.call("createfolder").as("nobody").with("path", "/a").fails(LOG_IN_FAILED);
    }

    @Test
    void a_deleted_folder_gives_its_name_free() {
        long first = anna.folder("/Music");
        anna.call("deletefolder").with("folderid", first).ok();
        assertThat(anna.folder("/Music")).isNotEqualTo(first);
        anna.call("createfolder").with("folderid", first).with("name", "a").fails(FOLDER_NOT_FOUND);
    }

    @Test
    void in_a_foreign_folder_a_grant_decides() {
        Person berta = people.join();
        long shared = anna.folder("/Shared");
        berta.call("createfolder").with("folderid", shared).with("name", "a").fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.READ, Right.CREATE);
        long below = berta.call("createfolder")
                .with("folderid", shared)
                .with("name", "a")
                .ok()
                .has("metadata.ismine", false)
                .has("metadata.userid", anna.id())
                .has("metadata.canread", true)
                .has("metadata.cancreate", true)
                .has("metadata.canmodify", false)
                .has("metadata.candelete", false)
                .has("metadata.parentfolderid", shared)
                .hasNo("metadata.path")
                .number("metadata.folderid");
        anna.call("listfolder").with("path", "/Shared").ok().has("metadata.contents[0].folderid", below);
    }

    @Test
    void folders_nest_deep_but_not_without_end() {
        anna.folder("/d");
        Lineage deep = folders.find(anna.caller().account(), new FilePath("/d")).orElseThrow();
        for (int depth = 2; depth < Folders.MAX_DEPTH; depth++) {
            deep = folders.ensure(deep, new FileName("d")).lineage();
        }
        String path = "/d".repeat(Folders.MAX_DEPTH);
        anna.call("createfolder").with("path", path).ok();
        anna.call("createfolder").with("path", path + "/d").fails(INVALID_PATH);
        anna.call("listfolder").with("folderid", 0).with("recursive", 1).ok();
    }

    @Test
    void of_many_who_make_one_folder_at_once_one_does() throws Exception {
        List<Callable<Integer>> tries = IntStream.range(0, 20)
                .<Callable<Integer>>mapToObj(i -> () -> anna.call("createfolder")
                        .with("path", "/Race")
                        .send()
                        .json()
                        .getInt("result"))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            List<Integer> results = threads.invokeAll(tries).stream()
                    .map(result -> result.resultNow())
                    .toList();
            assertThat(results).containsOnly(0, ALREADY_EXISTS.code()).containsOnlyOnce(0);
        }
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents.size()", 1);
    }
}
