package dev.latchkey.link;

import static dev.latchkey.protocol.error.ApiError.EMAIL_NOT_VERIFIED;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.signedurl.SignedUrl;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is off unless an installation switches it on. */
@QuarkusTest
@TestProfile(StrictInstallationTest.Strict.class)
class StrictInstallationTest {

    /** Everything switched on. */
    public static final class Strict implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "latchkey.links.verified-email-required", "true",
                    "latchkey.links.allowed-origins", "https://friend.example,http://other.example:8080",
                    "latchkey.signed-url.bound-to-address", "true");
        }
    }

    @Inject
    World world;

    @Test
    void links_need_a_verified_address() {
        Person unverified = world.person(false);
        FileHandle song = world.song(unverified);
        call("getfilepublink")
                .as(unverified.token())
                .with("fileid", song.file())
                .fails(EMAIL_NOT_VERIFIED);
        Person verified = world.person();
        world.code(verified, world.song(verified));
    }

    @Test
    void pages_of_other_sites_cannot_make_links() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String code = world.code(owner, song);
        for (String method : List.of("getfilelink", "getaudiolink", "getfilepublink")) {
            var foreign = call(method).as(owner.token()).with("fileid", song.file());
            foreign.header("Origin", "https://evil.example").fails(INVALID_REFERER);
        }
        for (String method : List.of("getpublinkdownload", "getpubaudiolink")) {
            call(method)
                    .with("code", code)
                    .header("Referer", "https://evil.example/page")
                    .fails(INVALID_REFERER);
            call(method).with("code", code).header("Origin", "null").fails(INVALID_REFERER);
            call(method)
                    .with("code", code)
                    .header("Referer", "https://friend.example.evil/")
                    .fails(INVALID_REFERER);
            call(method)
                    .with("code", code)
                    .header("Referer", "http://friend.example/")
                    .fails(INVALID_REFERER);
            call(method)
                    .with("code", code)
                    .header("Origin", "https://friend.example")
                    .header("Referer", "https://evil.example/")
                    .fails(INVALID_REFERER);
            call(method)
                    .with("code", code)
                    .header("Referer", "https://friend.example/any/page")
                    .ok();
            call(method)
                    .with("code", code)
                    .header("Origin", "http://OTHER.example:8080")
                    .ok();
            call(method)
                    .with("code", code)
                    .header("Origin", "https://localhost:8443")
                    .ok();
            call(method).with("code", code).ok();
        }
        call("showpublink")
                .with("code", code)
                .header("Origin", "https://evil.example")
                .ok();
    }

    @Test
    void urls_work_only_where_they_were_asked_for() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String path = call("getfilelink")
                .as(owner.token())
                .with("fileid", song.file())
                .header("X-Forwarded-For", "203.0.113.77")
                .ok()
                .string("path");
        SignedUrl url = world.signed(path);
        assertThat(url.address()).contains(InetAddress.ofLiteral("203.0.113.77"));
        assertThat(Duration.between(world.clock.instant(), url.expires())).isLessThanOrEqualTo(Duration.ofHours(4));
    }
}
