package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.ACCESS_DENIED;
import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_AUDIO_BIT_RATE;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NOT_PLAYABLE;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID_OR_PATH;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
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
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GetAudioLinkApiTest {

    @Inject
    World world;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
    }

    @Test
    void gives_the_sound_of_the_callers_own_file() {
        Person owner = world.person();
        Reply reply = link(owner, world.song(owner)).ok();
        SignedUrl url = world.signed(reply.string("path"));
        assertThat(reply.string("path")).endsWith("/song.mp3");
        assertThat(url.variant()).isEqualTo(new Variant.Audio(192));
        assertThat(url.contentType()).isEqualTo("audio/mpeg");
        assertThat(url.link()).isEqualTo(new LinkId(0));
    }

    @Test
    void serves_as_asked() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        SignedUrl url = world.signed(link(owner, song)
                .with("abitrate", 320)
                .with("forcedownload", 1)
                .ok()
                .string("path"));
        assertThat(url.variant()).isEqualTo(new Variant.Audio(320));
        assertThat(url.contentType()).isEqualTo("application/octet-stream");
        assertThat(world.signed(link(owner, song)
                                .with("contenttype", "audio/mp3")
                                .ok()
                                .string("path"))
                        .contentType())
                .isEqualTo("audio/mp3");
    }

    @Test
    void keeps_a_name_that_has_no_room_for_another_ending() {
        Person owner = world.person();
        String name = "x".repeat(1_022) + "y";
        assertThat(world.valid(link(owner, world.song(owner, name)).ok().string("path"))
                        .name())
                .contains(name);
        assertThat(world.valid(link(owner, world.song(owner, ".flac")).ok().string("path"))
                        .name())
                .contains(".flac.mp3");
    }

    @Test
    void refuses_what_it_cannot_do() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        link(owner, world.text(owner)).fails(NOT_PLAYABLE);
        link(owner, song).with("abitrate", 8).fails(INVALID_AUDIO_BIT_RATE);
        link(owner, song).with("contenttype", "mp3").fails(UNKNOWN_CONTENT_TYPE);
        link(world.person(), song).fails(ACCESS_DENIED);
        call("getaudiolink").as(owner.token()).fails(NO_FILEID_OR_PATH);
        call("getaudiolink").as(owner.token()).with("path", "/none.flac").fails(FILE_NOT_FOUND);
        call("getaudiolink").with("fileid", song.file()).fails(LOG_IN_REQUIRED);
        world.files.goAway();
        link(owner, song).fails(NO_SERVER_AVAILABLE);
    }

    private static ApiCaller link(Person caller, FileHandle file) {
        return call("getaudiolink").as(caller.token()).with("fileid", file.file());
    }
}
