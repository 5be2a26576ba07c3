package dev.latchkey.e2e;

import dev.latchkey.local.Service;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What links refuse only where the operator switched it on. Starts link-service anew, so it runs by itself. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
@Order(Integer.MAX_VALUE - 3)
class StrictInstallationTest {

    private final Latchkey latchkey;
    private final Api owner;
    private final long song;
    private final String code;

    StrictInstallationTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson().api();
        this.song = owner.upload("song.wav", Sounds.wav(Duration.ofSeconds(1)));
        this.code = owner.call("getfilepublink", "fileid", song).ok().text("code");
    }

    @BeforeAll
    void restartStrictly() {
        restart(Map.of(
                "latchkey.links.verified-email-required", "true",
                "latchkey.links.allowed-origins", "https://friend.example",
                "latchkey.signed-url.bound-to-address", "true"));
    }

    @AfterAll
    void restartAsBefore() {
        restart(Map.of());
    }

    @Test
    void links_need_a_verified_address() {
        owner.call("getfilepublink", "fileid", song)
                .fails(2014, "Please verify your email address to preform this action.");
        latchkey.anyone().call("getpublinkdownload", "code", code).ok();
    }

    @Test
    void pages_of_other_sites_get_no_urls() {
        Api visitor = latchkey.anyone();
        from(visitor, "https://evil.example/page", "getpublinkdownload", "code", code)
                .fails(7010, "Invalid link referer.");
        from(visitor, "https://evil.example/page", "getpubaudiolink", "code", code)
                .fails(7010);
        from(owner, "https://evil.example/page", "getfilelink", "fileid", song).fails(7010);

        from(visitor, "https://friend.example/page", "getpublinkdownload", "code", code)
                .ok();
    }

    @Test
    void urls_work_for_who_asked_for_them() {
        latchkey.bytes(latchkey.contentOf(owner.call("getfilelink", "fileid", song)));
        latchkey.bytes(latchkey.contentOf(latchkey.anyone().call("getpublinkdownload", "code", code)));
    }

    private static Answer from(Api api, String page, String method, Object... parameters) {
        return api.answer(
                method,
                api.request(method, api.query(parameters))
                        .header("Referer", page)
                        .GET());
    }

    private void restart(Map<String, String> settings) {
        latchkey.stack().stop(Service.LINK);
        latchkey.stack().start(Service.LINK, settings);
        Await.until(
                "links resolve again", () -> latchkey.anyone().call("getpublinkdownload", "code", code), Answer::isOk);
        Await.until("own links are made", () -> owner.call("getfilelink", "fileid", song), Answer::isOk);
    }
}
