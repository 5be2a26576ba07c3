package dev.latchkey.file.folder;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FOLDER_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_FOLDERID;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_PATH_OR_FOLDERID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListFolderApiTest {

    @Inject
    People people;

    @Inject
    DataSource database;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void a_new_account_has_an_empty_root() {
        anna.call("listfolder")
                .with("folderid", 0)
                .ok()
                .has("metadata.folderid", 0)
                .has("metadata.id", "d0")
                .has("metadata.name", "/")
                .has("metadata.path", "/")
                .has("metadata.isfolder", true)
                .has("metadata.contents", List.of())
                .hasNo("metadata.parentfolderid");
    }

    @Test
    void shows_folders_and_then_files_by_name_with_their_paths() {
        anna.folder("/b");
        anna.folder("/a/inside");
        anna.file("/c.txt", "c");
        anna.call("listfolder")
                .with("path", "/")
                .ok()
                .has("metadata.contents.name", List.of("a", "b", "c.txt"))
                .has("metadata.contents.path", List.of("/a", "/b", "/c.txt"))
                .has("metadata.contents.isfolder", List.of(true, true, false))
                .hasNo("metadata.contents[0].contents");
    }

    @Test
    void recursive_shows_all_below_with_paths_and_every_folder_with_contents() {
        anna.folder("/a/b");
        anna.file("/a/b/song.txt", "la");
        anna.folder("/a/empty");
        anna.call("listfolder")
                .with("folderid", 0)
                .with("recursive", 1)
                .ok()
                .has("metadata.contents[0].contents[0].contents[0].path", "/a/b/song.txt")
                .has("metadata.contents[0].contents[1].contents", List.of());
    }

    @Test
    void recursive_shows_the_files_of_more_folders_than_one_query_asks_for() throws Exception {
        anna.file("/zz/last.txt", "la");
        try (Connection connection = database.getConnection();
                PreparedStatement folders = connection.prepareStatement("""
                        INSERT INTO folder (id, owner, parent, name, created, modified)
                        SELECT nextval('object_id'), owner, id, 'f' || number, created, modified
                          FROM folder, generate_series(1, 1000) AS number
                         WHERE owner = ? AND parent IS NULL
                        """)) {
            folders.setLong(1, anna.id());
            folders.executeUpdate();
        }
        anna.call("listfolder")
                .with("folderid", 0)
                .with("recursive", 1)
                .ok()
                .has("metadata.contents.size()", 1001)
                .has("metadata.contents[1000].contents[0].path", "/zz/last.txt");
    }

    @Test
    void a_subfolder_is_listed_with_whole_paths_too() {
        long a = anna.folder("/a");
        anna.file("/a/x", "x");
        anna.call("listfolder")
                .with("folderid", a)
                .with("recursive", 1)
                .ok()
                .has("metadata.path", "/a")
                .has("metadata.contents[0].path", "/a/x")
                .has("metadata.contents[0].parentfolderid", a);
    }

    @Test
    void nofiles_shows_folders_only_and_contents_even_if_there_are_none() {
        anna.file("/a.txt", "a");
        anna.call("listfolder").with("folderid", 0).with("nofiles", 1).ok().has("metadata.contents", List.of());
        anna.folder("/b");
        anna.call("listfolder").with("folderid", 0).with("nofiles", 1).ok().has("metadata.contents.name", List.of("b"));
        anna.call("listfolder").with("folderid", 0).with("nofiles", 0).ok().has("metadata.contents.size()", 2);
    }

    @Test
    void showdeleted_shows_the_trash_too() {
        long file = anna.file("/a/x.txt", "x");
        anna.call("deletefile").with("fileid", file).ok();
        anna.folder("/gone/deep");
        anna.call("deletefolderrecursive").with("path", "/gone").ok();
        anna.call("listfolder").with("path", "/a").ok().has("metadata.contents", List.of());
        anna.call("listfolder")
                .with("folderid", 0)
                .with("recursive", 1)
                .with("showdeleted", 1)
                .ok()
                .has("metadata.contents.name", List.of("a", "gone"))
                .has("metadata.contents[0].contents[0].fileid", file)
                .has("metadata.contents[0].contents[0].isdeleted", true)
                .has("metadata.contents[1].isdeleted", true)
                .has("metadata.contents[1].contents[0].isdeleted", true)
                .hasNo("metadata.contents[0].isdeleted");
    }

    @Test
    void a_foreign_folder_needs_a_grant_and_tells_whose_it_is() {
        Person berta = people.join();
        anna.file("/Shared/below/x.txt", "x");
        long shared = anna.folder("/Shared");
        long below = anna.folder("/Shared/below");
        berta.call("listfolder").with("folderid", shared).fails(ACCESS_DENIED);
        people.grant(berta, shared, Right.READ);
        berta.call("listfolder")
                .with("folderid", below)
                .ok()
                .has("metadata.ismine", false)
                .has("metadata.isshared", true)
                .has("metadata.userid", anna.id())
                .has("metadata.contents[0].name", "x.txt")
                .has("metadata.contents[0].ismine", false)
                .has("metadata.contents[0].canread", true)
                .has("metadata.contents[0].canmodify", false)
                .hasNo("metadata.path")
                .hasNo("metadata.contents[0].path")
                .hasNo("metadata.contents[0].cancreate");
        berta.call("listfolder")
                .with("folderid", below)
                .with("noshares", 1)
                .ok()
                .has("metadata.contents", List.of());
    }

    @Test
    void timeformat_and_filtermeta_apply_at_every_level() {
        anna.file("/a/x.txt", "x");
        anna.call("listfolder")
                .with("folderid", 0)
                .with("recursive", 1)
                .with("filtermeta", "name,contents")
                .ok()
                .has("metadata.contents[0].contents[0].name", "x.txt")
                .hasNo("metadata.contents[0].contents[0].size");
        long time = anna.call("listfolder")
                .with("path", "/a")
                .with("timeformat", "timestamp")
                .ok()
                .number("metadata.contents[0].modified");
        assertThat(time).isGreaterThan(1_700_000_000);
    }

    @Test
    void tells_what_is_missing() {
        anna.call("listfolder").fails(NO_PATH_OR_FOLDERID);
        anna.call("listfolder").with("folderid", "abc").fails(INVALID_FOLDERID);
        anna.call("listfolder").with("folderid", -1).fails(INVALID_FOLDERID);
        anna.call("listfolder").with("folderid", Long.MAX_VALUE).fails(FOLDER_NOT_FOUND);
        anna.call("listfolder").with("path", "/nowhere").fails(FOLDER_NOT_FOUND);
        anna.call("listfolder").with("path", "/nowhere/at/all").fails(FOLDER_NOT_FOUND);
        anna.call("listfolder").with("path", "relative").fails(INVALID_PATH);
        anna.call("listfolder").with("path", "/a//b").fails(INVALID_PATH);
        anna.file("/file", "no folder");
        anna.call("listfolder").with("path", "/file").fails(FOLDER_NOT_FOUND);
    }
}
