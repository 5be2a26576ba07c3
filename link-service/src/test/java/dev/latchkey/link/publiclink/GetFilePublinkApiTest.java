package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.ONLY_OWN_CAN_BE_LINKED;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GetFilePublinkApiTest {

    @Inject
    World world;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
        world.callers.comeBack();
    }

    @Test
    void makes_a_link_with_its_address() {
        Person owner = world.person();
        Reply reply = world.link(owner, world.song(owner));
        assertThat(reply.number("linkid")).isPositive();
        assertThat(reply.string("code")).matches("[0-9A-Za-z]{22}");
        reply.has("link", "https://localhost:8443/publink/show?code=" + reply.string("code"))
                .hasNo("shortcode")
                .hasNo("shortlink");
    }

    @Test
    void finds_the_file_by_path() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String byPath = call("getfilepublink")
                .as(owner.token())
                .with("path", "/song.flac")
                .ok()
                .string("code");
        assertThat(byPath).isEqualTo(world.code(owner, song));
    }

    @Test
    void makes_a_short_address_when_asked() {
        Person owner = world.person();
        Reply reply = world.link(owner, world.song(owner), "shortlink", 1);
        assertThat(reply.string("shortcode")).matches("[0-9A-Za-z]{11}");
        reply.has("shortlink", "https://localhost:8443/s/" + reply.string("shortcode"));
    }

    @Test
    void the_same_file_with_the_same_settings_gives_the_same_link() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Object expire = world.clock.instant().plus(Duration.ofDays(2)).getEpochSecond();
        Reply plain = world.link(owner, song);
        world.link(owner, song).has("linkid", plain.number("linkid")).has("code", plain.string("code"));
        Reply limited = world.link(owner, song, "expire", expire, "maxdownloads", 3, "maxtraffic", 9);
        assertThat(limited.number("linkid")).isNotEqualTo(plain.number("linkid"));
        world.link(owner, song, "maxtraffic", 9, "expire", expire, "maxdownloads", 3)
                .has("linkid", limited.number("linkid"));
        world.link(owner, song, "maxdownloads", 0, "maxtraffic", 0, "linkpassword", "")
                .has("linkid", plain.number("linkid"));
    }

    @Test
    void a_short_address_is_added_to_the_link_that_is_there() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Reply plain = world.link(owner, song);
        Reply shortened = world.link(owner, song, "shortlink", 1).has("linkid", plain.number("linkid"));
        world.link(owner, song, "shortlink", 1).has("shortcode", shortened.string("shortcode"));
        world.link(owner, song).hasNo("shortcode");
    }

    @Test
    void another_password_is_another_link_and_the_same_one_is_not() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        long open = world.link(owner, song).number("linkid");
        long one = world.link(owner, song, "linkpassword", "one").number("linkid");
        long two = world.link(owner, song, "linkpassword", "two").number("linkid");
        assertThat(Set.of(open, one, two)).hasSize(3);
        world.link(owner, song, "linkpassword", "one").has("linkid", one);
    }

    @Test
    void a_link_that_died_is_not_given_out_again() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        long deleted = world.link(owner, song).number("linkid");
        call("deletepublink").as(owner.token()).with("linkid", deleted).ok();
        assertThat(world.link(owner, song).number("linkid")).isNotEqualTo(deleted);

        Reply once = world.link(owner, song, "maxdownloads", 1);
        call("getpublinkdownload").with("code", once.string("code")).ok();
        assertThat(world.link(owner, song, "maxdownloads", 1).number("linkid")).isNotEqualTo(once.number("linkid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "open sesame"})
    void many_at_once_get_one_link(String password) throws Exception {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Set<Long> links = new ConcurrentSkipListSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Boolean>> calls = IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(i -> () -> links.add(
                            world.link(owner, song, "linkpassword", password).number("linkid")))
                    .collect(Collectors.toList());
            for (var done : threads.invokeAll(calls)) {
                done.get();
            }
        }
        assertThat(links).hasSize(1);
    }

    @Test
    void only_own_files_can_be_linked() {
        FileHandle song = world.song(world.person());
        call("getfilepublink")
                .as(world.person().token())
                .with("fileid", song.file())
                .fails(ONLY_OWN_CAN_BE_LINKED);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            fileid,       x,            INVALID_FILEID
            path,         song.flac,    INVALID_PATH
            expire,       soon,         INVALID_DATE_TIME
            maxdownloads, -1,           INVALID_NUMBER
            maxtraffic,   many,         INVALID_NUMBER
            """)
    void refuses_what_it_does_not_understand(String name, String value, ApiError error) {
        Person owner = world.person();
        var call = call("getfilepublink")
                .as(owner.token())
                .with("fileid", world.song(owner).file());
        call.with(name, value).fails(error);
    }

    @Test
    void needs_a_file_that_is_there() {
        Person owner = world.person();
        call("getfilepublink").as(owner.token()).fails(NO_FILEID_OR_PATH);
        call("getfilepublink").as(owner.token()).with("fileid", 999_999_999).fails(FILE_NOT_FOUND);
        call("getfilepublink").as(owner.token()).with("path", "/none.txt").fails(FILE_NOT_FOUND);
        call("getfilepublink").as(owner.token()).with("path", "/no/folder.txt").fails(PARENT_NOT_FOUND);
    }

    @Test
    void needs_a_caller() {
        FileHandle song = world.song(world.person());
        call("getfilepublink").with("fileid", song.file()).fails(LOG_IN_REQUIRED);
        call("getfilepublink").as("stranger").with("fileid", song.file()).fails(LOG_IN_FAILED);
    }

    @Test
    void fails_closed_when_a_neighbour_is_away() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        world.files.goAway();
        call("getfilepublink").as(owner.token()).with("fileid", song.file()).fails(NO_SERVER_AVAILABLE);
    }
}
