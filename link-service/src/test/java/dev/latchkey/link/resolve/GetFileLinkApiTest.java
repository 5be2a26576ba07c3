package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INTERNAL_ERROR;
import static dev.latchkey.protocol.error.ApiError.INVALID_PATH;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.PARENT_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.SPEED_LIMIT_TOO_LOW;
import static dev.latchkey.protocol.error.ApiError.UNKNOWN_CONTENT_TYPE;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.testing.ApiCaller;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GetFileLinkApiTest {

    @Inject
    World world;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
        world.permissions.comeBack();
        world.callers.comeBack();
    }

    @Test
    void gives_a_url_of_the_callers_own() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Reply reply =
                link(owner, song).ok().has("hosts", List.of("localhost:8443")).has("size", 4_321);
        assertThat(reply.text())
                .contains("\"hash\":" + Long.toUnsignedString(-song.file().value()));
        assertThat(reply.string("path")).endsWith("/song.flac");
        SignedUrl url = world.signed(reply.string("path"));
        assertThat(url.link()).isEqualTo(new LinkId(0));
        assertThat(url.blob()).isEqualTo(song.blob());
        assertThat(url.variant()).isEqualTo(Variant.ORIGINAL);
        assertThat(url.contentType()).isEqualTo("audio/flac");
    }

    @Test
    void equal_requests_give_equal_urls() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        assertThat(link(owner, song).ok().string("path"))
                .isEqualTo(link(owner, song).ok().string("path"));
    }

    @Test
    void finds_the_file_by_path() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Reply reply =
                call("getfilelink").as(owner.token()).with("path", "/song.flac").ok();
        assertThat(world.signed(reply.string("path")).blob()).isEqualTo(song.blob());
    }

    @Test
    void serves_as_asked() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        SignedUrl url = world.signed(link(owner, song)
                .with("forcedownload", 1)
                .with("skipfilename", 1)
                .with("maxspeed", 100_000)
                .with("contenttype", "text/plain")
                .ok()
                .string("path"));
        assertThat(url.contentType()).isEqualTo("application/octet-stream");
        assertThat(url.skipName()).isTrue();
        assertThat(url.maxSpeed()).isEqualTo(100_000);
        assertThat(world.signed(link(owner, song)
                                .with("contenttype", "text/plain")
                                .ok()
                                .string("path"))
                        .contentType())
                .isEqualTo("text/plain");
    }

    @Test
    void leads_to_the_revision_that_is_asked_for_and_else_to_the_current_one() {
        Person owner = world.person();
        FileHandle first = world.song(owner);
        FileHandle second = world.revised(first);
        assertThat(blob(link(owner, first))).isEqualTo(second.blob());
        assertThat(blob(link(owner, first).with("revisionid", second.revision())))
                .isEqualTo(second.blob());
        assertThat(blob(link(owner, first).with("revisionid", first.revision())))
                .isEqualTo(first.blob());
        link(owner, first).with("revisionid", second.revision() + 1).fails(REVISION_NOT_FOUND);
        link(world.person(), first).with("revisionid", first.revision()).fails(ACCESS_DENIED);
    }

    @Test
    void a_file_service_that_knows_no_revisions_yet_is_not_believed() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        world.files.knowOnlyCurrentRevisions(true);
        try {
            link(owner, song).with("revisionid", song.revision()).ok();
            link(owner, song).with("revisionid", song.revision() - 1).fails(REVISION_NOT_FOUND);
        } finally {
            world.files.knowOnlyCurrentRevisions(false);
        }
    }

    @Test
    void others_need_the_right_to_read() {
        Person owner = world.person();
        Person other = world.person();
        FileHandle song = world.song(owner);
        link(other, song).fails(ACCESS_DENIED);
        world.permissions.grant(other.id(), Right.SEND, owner.root());
        link(other, song).fails(ACCESS_DENIED);
        world.permissions.grant(other.id(), Right.READ, owner.root());
        link(other, song).ok();
        world.permissions.close(owner.id());
        link(owner, song).fails(ACCESS_DENIED);
    }

    @Test
    void refuses_what_it_does_not_understand_or_find() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        call("getfilelink").as(owner.token()).fails(NO_FILEID_OR_PATH);
        call("getfilelink").as(owner.token()).with("path", "song.flac").fails(INVALID_PATH);
        call("getfilelink").as(owner.token()).with("path", "/none.flac").fails(FILE_NOT_FOUND);
        call("getfilelink").as(owner.token()).with("path", "/none/song.flac").fails(PARENT_NOT_FOUND);
        call("getfilelink").as(owner.token()).with("fileid", 999_999_999).fails(FILE_NOT_FOUND);
        link(owner, song).with("contenttype", "plain").fails(UNKNOWN_CONTENT_TYPE);
        link(owner, song).with("maxspeed", 100).fails(SPEED_LIMIT_TOO_LOW).has("minspeed", 16_384);
    }

    @Test
    void needs_a_caller() {
        FileHandle song = world.song(world.person());
        call("getfilelink").with("fileid", song.file()).fails(LOG_IN_REQUIRED);
        call("getfilelink").as("nobody").with("fileid", song.file()).fails(LOG_IN_FAILED);
    }

    @Test
    void fails_closed_when_a_neighbour_is_away() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        world.permissions.goAway();
        link(owner, song).fails(NO_SERVER_AVAILABLE);
        world.permissions.comeBack();
        world.files.goAway();
        link(owner, song).fails(NO_SERVER_AVAILABLE);
        world.callers.goAway();
        link(owner, song).fails(INTERNAL_ERROR);
    }

    private String blob(ApiCaller call) {
        return world.signed(call.ok().string("path")).blob();
    }

    private static ApiCaller link(Person caller, FileHandle file) {
        return call("getfilelink").as(caller.token()).with("fileid", file.file());
    }
}
