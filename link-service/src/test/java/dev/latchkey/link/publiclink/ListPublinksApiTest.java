package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ListPublinksApiTest {

    @Inject
    World world;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
    }

    @Test
    void lists_nothing_for_who_has_nothing() {
        call("listpublinks").as(world.person().token()).ok().has("publinks", List.of());
    }

    @Test
    void tells_all_about_a_link() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        long expires = world.clock.instant().plus(Duration.ofDays(1)).getEpochSecond();
        Reply link = world.link(
                owner,
                song,
                "shortlink",
                1,
                "expire",
                expires,
                "maxdownloads",
                5,
                "maxtraffic",
                99_999,
                "linkpassword",
                "x");
        call("getpublinkdownload")
                .with("code", link.string("code"))
                .with("linkpassword", "x")
                .ok();
        call("listpublinks")
                .as(owner.token())
                .with("timeformat", "timestamp")
                .ok()
                .has("publinks[0].linkid", link.number("linkid"))
                .has("publinks[0].code", link.string("code"))
                .has("publinks[0].link", link.string("link"))
                .has("publinks[0].shortcode", link.string("shortcode"))
                .has("publinks[0].shortlink", link.string("shortlink"))
                .has("publinks[0].created", world.clock.instant().getEpochSecond())
                .has("publinks[0].modified", world.clock.instant().getEpochSecond())
                .has("publinks[0].expires", expires)
                .has("publinks[0].maxdownloads", 5)
                .has("publinks[0].maxtraffic", 99_999)
                .has("publinks[0].downloads", 1)
                .has("publinks[0].traffic", 0)
                .has("publinks[0].haspassword", true)
                .has("publinks[0].type", 1)
                .has("publinks[0].metadata.fileid", song.file().value())
                .has("publinks[0].metadata.ismine", true)
                .hasNo("publinks[0].metadata.path")
                .hasNo("publinks[1]");
    }

    @Test
    void leaves_out_what_a_link_does_not_have() {
        Person owner = world.person();
        world.link(owner, world.song(owner));
        call("listpublinks")
                .as(owner.token())
                .ok()
                .has("publinks[0].haspassword", false)
                .hasNo("publinks[0].shortcode")
                .hasNo("publinks[0].shortlink")
                .hasNo("publinks[0].expires")
                .hasNo("publinks[0].maxdownloads")
                .hasNo("publinks[0].maxtraffic");
    }

    @Test
    void keeps_expired_and_used_up_links_and_those_whose_file_is_gone_but_not_deleted_ones() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        FileHandle gone = world.text(owner);
        long expired = world.link(owner, song, "expire", 1_000_000_000).number("linkid");
        Reply usedUp = world.link(owner, song, "maxdownloads", 1);
        call("getpublinkdownload").with("code", usedUp.string("code")).ok();
        long deleted = world.link(owner, song, "maxdownloads", 2).number("linkid");
        call("deletepublink").as(owner.token()).with("linkid", deleted).ok();
        long dangling = world.link(owner, gone).number("linkid");
        world.files.delete(gone);
        Reply list = call("listpublinks").as(owner.token()).ok().hasNo("publinks[2].metadata");
        assertThat(list.json().getList("publinks.linkid", Long.class))
                .containsExactly(expired, usedUp.number("linkid"), dangling);
    }

    @Test
    void asks_for_all_files_at_once() {
        Person owner = world.person();
        for (int i = 0; i < 20; i++) {
            world.link(owner, world.song(owner, "song" + i + ".flac"));
        }
        int before = world.files.calls();
        Reply list = call("listpublinks").as(owner.token()).ok();
        assertThat(list.json().getList("publinks.metadata.name", String.class))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(world.files.calls() - before).isEqualTo(1);
    }

    @Test
    void shows_nobody_elses_links() {
        Person owner = world.person();
        world.link(owner, world.song(owner));
        call("listpublinks").as(world.person().token()).ok().has("publinks", List.of());
        call("listpublinks").fails(LOG_IN_REQUIRED);
    }

    @Test
    void fails_when_file_service_is_away() {
        Person owner = world.person();
        world.link(owner, world.song(owner));
        world.files.goAway();
        call("listpublinks").as(owner.token()).fails(NO_SERVER_AVAILABLE);
    }
}
