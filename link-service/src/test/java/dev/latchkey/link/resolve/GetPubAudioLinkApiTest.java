package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.INVALID_AUDIO_BIT_RATE;
import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.NOT_PLAYABLE;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class GetPubAudioLinkApiTest {

    @Inject
    World world;

    @AfterEach
    void everybodyBack() {
        world.permissions.comeBack();
    }

    @Test
    void gives_the_sound_as_mp3_at_192_kbit_unless_told_otherwise() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        Reply reply = call("getpubaudiolink").with("code", link.string("code")).ok();
        SignedUrl url = world.signed(reply.string("path"));
        assertThat(reply.string("path")).endsWith("/song.mp3");
        assertThat(url.variant()).isEqualTo(new Variant.Audio(192));
        assertThat(url.contentType()).isEqualTo("audio/mpeg");
        assertThat(url.link()).isEqualTo(new LinkId(link.number("linkid")));
        assertThat(url.size()).isEqualTo(4_321);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 128, 320})
    void gives_the_rate_asked_for(int rate) {
        Reply reply = call("getpubaudiolink")
                .with("code", song())
                .with("abitrate", rate)
                .ok();
        assertThat(world.signed(reply.string("path")).variant()).isEqualTo(new Variant.Audio(rate));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "321", "0", "-1", "128k", "high"})
    void refuses_other_rates(String rate) {
        call("getpubaudiolink").with("code", song()).with("abitrate", rate).fails(INVALID_AUDIO_BIT_RATE);
    }

    @Test
    void serves_as_asked() {
        String code = song();
        SignedUrl forced = world.signed(call("getpubaudiolink")
                .with("code", code)
                .with("forcedownload", 1)
                .ok()
                .string("path"));
        assertThat(forced.contentType()).isEqualTo("application/octet-stream");
        assertThat(forced.forcedDownload()).isTrue();
        SignedUrl typed = world.signed(call("getpubaudiolink")
                .with("code", code)
                .with("contenttype", "audio/mp3")
                .ok()
                .string("path"));
        assertThat(typed.contentType()).isEqualTo("audio/mp3");
    }

    @Test
    void takes_the_sound_of_a_video_and_none_of_a_text() {
        Person owner = world.person();
        FileHandle video = world.file(owner, "clip.mp4", "video/mp4", Category.VIDEO, Icon.VIDEO, true);
        call("getpubaudiolink").with("code", world.code(owner, video)).ok();
        String text = world.code(owner, world.text(owner), "maxdownloads", 1);
        call("getpubaudiolink").with("code", text).fails(NOT_PLAYABLE);
        call("getpublinkdownload").with("code", text).ok();
    }

    @Test
    void counts() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "maxdownloads", 2);
        call("getpubaudiolink").with("code", code).ok();
        call("getpublinkdownload").with("code", code).ok();
        call("getpubaudiolink").with("code", code).fails(LINK_DOWNLOADS_USED_UP);
    }

    @Test
    void lets_in_only_who_may() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "p");
        call("getpubaudiolink").fails(NO_LINK_CODE);
        call("getpubaudiolink").with("code", "nothing").fails(INVALID_LINK_CODE);
        call("getpubaudiolink").with("code", code).fails(LINK_PASSWORD_REQUIRED);
        call("getpubaudiolink").with("code", code).with("linkpassword", "p").ok();
        world.permissions.goAway();
        call("getpubaudiolink").with("code", code).with("linkpassword", "p").fails(NO_SERVER_AVAILABLE);
    }

    private String song() {
        Person owner = world.person();
        return world.code(owner, world.song(owner));
    }
}
