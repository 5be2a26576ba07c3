package dev.latchkey.link;

import static dev.latchkey.protocol.error.ApiError.EMAIL_NOT_VERIFIED;
import static dev.latchkey.protocol.error.ApiError.INVALID_REFERER;
import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.FileHandle;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is off unless an installation switches it on, as all tests of this module have it. */
@QuarkusTest
class StrictInstallationTest {

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
}
