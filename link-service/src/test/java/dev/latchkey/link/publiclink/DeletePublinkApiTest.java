package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_LINKID;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.revocation.RevocationFeed;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeletePublinkApiTest {

    @Inject
    World world;

    @Inject
    RevocationFeed feed;

    @Test
    void a_deleted_link_says_so_by_both_its_codes() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner), "shortlink", 1);
        call("deletepublink")
                .as(owner.token())
                .with("linkid", link.number("linkid"))
                .ok();
        call("showpublink").with("code", link.string("code")).fails(LINK_DELETED);
        call("getpublinkdownload").with("code", link.string("shortcode")).fails(LINK_DELETED);
        call("getpubaudiolink").with("code", link.string("code")).fails(LINK_DELETED);
    }

    @Test
    void urls_handed_out_die_with_the_link() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        String path = call("getpublinkdownload")
                .with("code", link.string("code"))
                .ok()
                .string("path");
        call("deletepublink")
                .as(owner.token())
                .with("linkid", link.number("linkid"))
                .ok();
        LinkId id = new LinkId(link.number("linkid"));
        assertThat(world.signed(path).link()).isEqualTo(id);
        assertThat(feed.after(0).revocations())
                .contains(new Revocation(id, world.signed(path).linkVersion() + 1));
    }

    @Test
    void only_the_owner_deletes_a_link_that_is_there() {
        Person owner = world.person();
        long link = world.link(owner, world.song(owner)).number("linkid");
        call("deletepublink").as(world.person().token()).with("linkid", link).fails(LINK_NOT_FOUND);
        call("deletepublink").with("linkid", link).fails(LOG_IN_REQUIRED);
        call("deletepublink").as(owner.token()).fails(NO_LINKID);
        call("deletepublink").as(owner.token()).with("linkid", link).ok();
        call("deletepublink").as(owner.token()).with("linkid", link).fails(LINK_NOT_FOUND);
    }
}
