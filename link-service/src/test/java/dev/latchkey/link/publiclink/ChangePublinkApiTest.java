package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.INVALID_DATE_TIME;
import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_LINKID;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.revocation.RevocationFeed;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ChangePublinkApiTest {

    @Inject
    World world;

    @Inject
    RevocationFeed feed;

    @Test
    void makes_keeps_replaces_and_drops_a_short_address() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        String first = change(owner, link).with("shortlink", 1).ok().string("shortcode");
        change(owner, link).with("shortlink", 1).ok().has("shortcode", first);
        change(owner, link).with("maxdownloads", 9).ok().hasNo("shortcode");
        Reply replaced = change(owner, link)
                .with("shortlink", 1)
                .with("deleteshortlink", 1)
                .ok();
        assertThat(replaced.string("shortcode")).isNotEqualTo(first);
        replaced.has("shortlink", "https://localhost:8443/s/" + replaced.string("shortcode"));
        call("showpublink").with("code", first).fails(INVALID_LINK_CODE);
        call("showpublink").with("code", replaced.string("shortcode")).ok();
        change(owner, link).with("deleteshortlink", 1).ok();
        call("showpublink").with("code", replaced.string("shortcode")).fails(INVALID_LINK_CODE);
        call("showpublink").with("code", link.string("code")).ok();
    }

    @Test
    void sets_and_drops_the_expiry() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        change(owner, link)
                .with("expire", world.clock.instant().getEpochSecond())
                .ok();
        call("showpublink").with("code", link.string("code")).fails(LINK_EXPIRED);
        change(owner, link).with("deleteexpire", 1).ok();
        call("showpublink").with("code", link.string("code")).ok();
        change(owner, link).with("deleteexpire", 1).with("expire", 1).ok();
        call("showpublink").with("code", link.string("code")).fails(LINK_EXPIRED);
    }

    @Test
    void sets_and_lifts_limits_on_what_was_used_so_far() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        call("getpublinkdownload").with("code", link.string("code")).ok();
        change(owner, link).with("maxdownloads", 1).ok();
        call("getpublinkdownload").with("code", link.string("code")).fails(LINK_DOWNLOADS_USED_UP);
        change(owner, link).with("maxdownloads", 2).ok();
        call("getpublinkdownload").with("code", link.string("code")).ok();
        call("getpublinkdownload").with("code", link.string("code")).fails(LINK_DOWNLOADS_USED_UP);
        change(owner, link).with("maxdownloads", 0).with("maxtraffic", 77).ok();
        call("getpublinkdownload").with("code", link.string("code")).ok();
        call("listpublinks")
                .as(owner.token())
                .ok()
                .has("publinks[0].maxtraffic", 77)
                .hasNo("publinks[0].maxdownloads");
        change(owner, link).with("maxtraffic", 0).ok();
        call("listpublinks")
                .as(owner.token())
                .ok()
                .hasNo("publinks[0].maxtraffic")
                .has("publinks[0].downloads", 3);
    }

    @Test
    void sets_changes_and_drops_the_password() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        change(owner, link).with("linkpassword", "one").ok();
        call("showpublink").with("code", link.string("code")).fails(LINK_PASSWORD_REQUIRED);
        call("showpublink")
                .with("code", link.string("code"))
                .with("linkpassword", "one")
                .ok();
        change(owner, link)
                .with("linkpassword", "two")
                .with("deletepassword", 1)
                .ok();
        call("showpublink")
                .with("code", link.string("code"))
                .with("linkpassword", "one")
                .fails(WRONG_LINK_PASSWORD);
        change(owner, link).with("linkpassword", "").ok();
        call("showpublink").with("code", link.string("code")).fails(LINK_PASSWORD_REQUIRED);
        change(owner, link).with("deletepassword", 1).ok();
        call("showpublink").with("code", link.string("code")).ok();
    }

    @Test
    void urls_handed_out_before_a_change_die_with_it() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        long before = last();
        int old = version(link);
        change(owner, link).with("maxdownloads", 100).ok();
        assertThat(feed.after(before).revocations())
                .containsExactly(new Revocation(new LinkId(link.number("linkid")), old + 1));
        assertThat(version(link)).isEqualTo(old + 1);
    }

    @Test
    void a_change_of_nothing_succeeds_and_ends_nothing() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner), "maxdownloads", 9);
        String modified = modified(owner);
        long before = last();
        world.clock.advance(Duration.ofSeconds(2));
        change(owner, link).ok();
        change(owner, link).with("maxdownloads", 9).with("deleteexpire", 1).ok();
        change(owner, link)
                .with("disableupload", 1)
                .with("enableuploadforchosenusers", 1)
                .ok();
        assertThat(modified(owner)).isEqualTo(modified);
        change(owner, link).with("shortlink", 1).ok();
        assertThat(modified(owner)).isNotEqualTo(modified);
        assertThat(feed.after(before).revocations()).isEmpty();
    }

    @Test
    void only_the_owner_changes_a_link_that_is_there() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        change(world.person(), link).with("maxdownloads", 1).fails(LINK_NOT_FOUND);
        call("changepublink").as(owner.token()).with("linkid", 999_999_999).fails(LINK_NOT_FOUND);
        call("changepublink").as(owner.token()).fails(NO_LINKID);
        call("changepublink").as(owner.token()).with("linkid", "x").fails(NO_LINKID);
        call("changepublink").with("linkid", link.number("linkid")).fails(LOG_IN_REQUIRED);
        call("deletepublink")
                .as(owner.token())
                .with("linkid", link.number("linkid"))
                .ok();
        change(owner, link).with("maxdownloads", 1).fails(LINK_NOT_FOUND);
    }

    @Test
    void refuses_what_it_does_not_understand() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        change(owner, link).with("expire", "later").fails(INVALID_DATE_TIME);
        change(owner, link).with("maxtraffic", "-5").fails(INVALID_NUMBER);
        change(owner, link).with("maxdownloads", "99999999999999999999").fails(INVALID_NUMBER);
    }

    private static ApiCaller change(Person owner, Reply link) {
        return call("changepublink").as(owner.token()).with("linkid", link.number("linkid"));
    }

    private int version(Reply link) {
        return world.signed(call("getpublinkdownload")
                        .with("code", link.string("code"))
                        .ok()
                        .string("path"))
                .linkVersion();
    }

    private static String modified(Person owner) {
        return call("listpublinks").as(owner.token()).ok().string("publinks[0].modified");
    }

    private long last() {
        long last = 0;
        while (feed.after(last).last() > last) {
            last = feed.after(last).last();
        }
        return last;
    }
}
