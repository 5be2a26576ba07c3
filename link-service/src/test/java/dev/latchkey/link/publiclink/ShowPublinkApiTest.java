package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;
import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ShowPublinkApiTest {

    @Inject
    World world;

    @Inject
    PublicLinks links;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
        world.permissions.comeBack();
    }

    @Test
    void shows_the_file_without_telling_where_it_lies_or_who_shares_it() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        call("showpublink")
                .with("code", world.code(owner, song))
                .ok()
                .has("metadata.name", "song.flac")
                .has("metadata.fileid", song.file().value())
                .has("metadata.size", 4_321)
                .has("metadata.ismine", true)
                .has("metadata.isshared", false)
                .hasNo("metadata.path");
    }

    @Test
    void takes_the_short_code_alike() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner), "shortlink", 1);
        call("showpublink").with("code", link.string("shortcode")).ok().has("metadata.name", "song.flac");
    }

    @Test
    void counts_nothing() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "maxdownloads", 1);
        call("showpublink").with("code", code).ok();
        call("showpublink").with("code", code).ok();
        call("getpublinkdownload").with("code", code).ok();
        call("showpublink").with("code", code).fails(LINK_DOWNLOADS_USED_UP);
    }

    @Test
    void refuses_what_is_no_link() {
        call("showpublink").fails(NO_LINK_CODE);
        call("showpublink").with("code", "").fails(NO_LINK_CODE);
        call("showpublink").with("code", "x").fails(INVALID_LINK_CODE);
        call("showpublink").with("code", "0123456789012345678901").fails(INVALID_LINK_CODE);
    }

    @Test
    void refuses_an_expired_link() {
        Person owner = world.person();
        String code = world.code(
                owner,
                world.song(owner),
                "expire",
                world.clock.instant().plusSeconds(60).getEpochSecond());
        call("showpublink").with("code", code).ok();
        world.clock.advance(Duration.ofSeconds(61));
        call("showpublink").with("code", code).fails(LINK_EXPIRED);
    }

    @Test
    void a_link_whose_file_is_gone_is_dead() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String code = world.code(owner, song);
        world.files.delete(song);
        call("showpublink").with("code", code).fails(LINK_DELETED);
    }

    @Test
    void asks_for_the_password() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "open sesame");
        call("showpublink").with("code", code).fails(LINK_PASSWORD_REQUIRED);
        call("showpublink").with("code", code).with("linkpassword", "").fails(LINK_PASSWORD_REQUIRED);
        call("showpublink").with("code", code).with("linkpassword", "sesame").fails(WRONG_LINK_PASSWORD);
        call("showpublink")
                .with("code", code)
                .with("linkpassword", "open sesame")
                .ok();
    }

    @Test
    void guessing_is_stopped_for_the_guesser_alone_and_for_that_link_alone_and_for_a_while() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "right");
        String other = world.code(owner, world.text(owner), "linkpassword", "right");
        String guesser = "203.0.113.9";
        for (int i = 0; i < 10; i++) {
            guess(code, "wrong" + i, guesser).fails(WRONG_LINK_PASSWORD);
        }
        guess(code, "wrong", guesser).fails(TOO_MANY_LOGIN_TRIES);
        guess(code, "right", guesser).fails(TOO_MANY_LOGIN_TRIES);
        guess(other, "right", guesser).ok();
        guess(code, "right", "203.0.113.10").ok();
        guess(code, "right", guesser).fails(TOO_MANY_LOGIN_TRIES);
        world.clock.advance(Duration.ofMinutes(5));
        guess(code, "right", guesser).ok();
    }

    @Test
    void the_right_password_is_never_counted_as_a_try() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "right");
        for (int i = 0; i < 9; i++) {
            guess(code, "wrong", "203.0.113.20").fails(WRONG_LINK_PASSWORD);
        }
        guess(code, "right", "203.0.113.20").ok();
        guess(code, "wrong", "203.0.113.20").fails(WRONG_LINK_PASSWORD);
        guess(code, "wrong", "203.0.113.20").fails(TOO_MANY_LOGIN_TRIES);
    }

    @Test
    void the_right_password_is_no_try_however_often_it_comes_at_once() throws Exception {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "right");
        try (ExecutorService players = Executors.newFixedThreadPool(24)) {
            List<Callable<Reply>> calls = Collections.nCopies(
                    48, () -> guess(code, "right", "203.0.113.30").ok());
            for (Future<Reply> each : players.invokeAll(calls)) {
                each.get();
            }
        }
        for (int i = 0; i < 10; i++) {
            guess(code, "wrong", "203.0.113.30").fails(WRONG_LINK_PASSWORD);
        }
        guess(code, "wrong", "203.0.113.30").fails(TOO_MANY_LOGIN_TRIES);
    }

    @Test
    void of_a_folder_it_takes_a_file_which_it_is_not_told() {
        Person owner = world.person();
        String code = links.findOrMake(new NewLink(
                        owner.id(), new LinkTarget.Folder(owner.root()), LinkLimits.NONE, Optional.empty(), false))
                .code()
                .value();
        call("showpublink").with("code", code).fails(NO_FILEID);
    }

    @Test
    void fails_closed_when_a_neighbour_is_away() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner));
        world.permissions.goAway();
        call("showpublink").with("code", code).fails(NO_SERVER_AVAILABLE);
        world.permissions.comeBack();
        world.files.goAway();
        call("showpublink").with("code", code).fails(NO_SERVER_AVAILABLE);
    }

    private static ApiCaller guess(String code, String password, String address) {
        return call("showpublink")
                .with("code", code)
                .with("linkpassword", password)
                .header("X-Forwarded-For", address);
    }
}
