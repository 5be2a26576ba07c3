package dev.latchkey.link.traffic;

import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.revocation.RevocationFeed;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReportTrafficTest {

    @Inject
    World world;

    @Inject
    RevocationFeed feed;

    @Test
    void bytes_are_added_up_and_the_same_report_counts_once() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        String report = report(UUID.randomUUID(), link.number("linkid"), 700);
        assertThat(send(report)).isEqualTo(204);
        assertThat(send(report)).isEqualTo(204);
        assertThat(send(report(UUID.randomUUID(), link.number("linkid"), 50))).isEqualTo(204);
        call("listpublinks").as(owner.token()).ok().has("publinks[0].traffic", 750);
    }

    @Test
    void a_link_that_used_its_bytes_up_hands_out_nothing_more_and_its_urls_end() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner), "maxtraffic", 1_000);
        LinkId id = new LinkId(link.number("linkid"));
        send(report(UUID.randomUUID(), id.value(), 999));
        String path = call("getpublinkdownload")
                .with("code", link.string("code"))
                .ok()
                .string("path");
        send(report(UUID.randomUUID(), id.value(), 1));
        call("getpublinkdownload").with("code", link.string("code")).fails(LINK_TRAFFIC_USED_UP);
        call("getpubaudiolink").with("code", link.string("code")).fails(LINK_TRAFFIC_USED_UP);
        call("showpublink").with("code", link.string("code")).fails(LINK_TRAFFIC_USED_UP);
        send(report(UUID.randomUUID(), id.value(), 5_000));
        assertThat(revocations(id))
                .containsExactly(new Revocation(id, world.signed(path).linkVersion() + 1));
        call("changepublink")
                .as(owner.token())
                .with("linkid", id)
                .with("maxtraffic", 10_000)
                .ok();
        call("getpublinkdownload").with("code", link.string("code")).ok();
    }

    @Test
    void absurd_sums_do_not_overflow() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner));
        assertThat(send(report(UUID.randomUUID(), link.number("linkid"), Long.MAX_VALUE)))
                .isEqualTo(204);
        assertThat(send(report(UUID.randomUUID(), link.number("linkid"), Long.MAX_VALUE)))
                .isEqualTo(204);
        call("listpublinks").as(owner.token()).ok().has("publinks[0].traffic", Long.MAX_VALUE);
    }

    @Test
    void links_that_never_were_are_passed_over() {
        assertThat(send(report(UUID.randomUUID(), 999_999_999, 7))).isEqualTo(204);
        assertThat(send(report(UUID.randomUUID(), 0, 7))).isEqualTo(204);
    }

    @Test
    void many_reports_at_once_lose_nothing_and_do_not_block_each_other() throws Exception {
        Person owner = world.person();
        long one =
                world.link(owner, world.song(owner, "1.flac"), "maxtraffic", 30).number("linkid");
        long two =
                world.link(owner, world.song(owner, "2.flac"), "maxtraffic", 30).number("linkid");
        List<Callable<Integer>> reports = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID id = UUID.randomUUID();
            long first = i % 2 == 0 ? one : two;
            long second = i % 2 == 0 ? two : one;
            String report = "{\"id\":\"%s\",\"links\":[{\"link\":%d,\"bytes\":1},{\"link\":%d,\"bytes\":1}]}"
                    .formatted(id, first, second);
            reports.add(() -> send(report));
            reports.add(() -> send(report));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (var status : threads.invokeAll(reports)) {
                assertThat(status.get()).isEqualTo(204);
            }
        }
        call("listpublinks")
                .as(owner.token())
                .ok()
                .has("publinks[0].traffic", 40)
                .has("publinks[1].traffic", 40);
        assertThat(revocations(new LinkId(one))).hasSize(1);
        assertThat(revocations(new LinkId(two))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "nonsense",
                "{\"id\":\"x\",\"links\":[]}",
                "{\"id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"}",
                "{\"id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\",\"links\":[null]}",
                "{\"id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\",\"links\":[{\"bytes\":1}]}",
                "{\"id\":\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\",\"links\":[{\"link\":1,\"bytes\":-1}]}",
            })
    void what_is_no_report_is_refused(String body) {
        assertThat(send(body)).isEqualTo(400);
    }

    @Test
    void only_services_report() {
        given().contentType("application/json")
                .body(report(UUID.randomUUID(), 1, 1))
                .post("/internal/traffic")
                .then()
                .statusCode(401);
    }

    private int send(String report) {
        return given().header("Authorization", world.asService())
                .contentType("application/json")
                .body(report)
                .post("/internal/traffic")
                .statusCode();
    }

    private static String report(UUID id, long link, long bytes) {
        return "{\"id\":\"%s\",\"links\":[{\"link\":%d,\"bytes\":%d}]}".formatted(id, link, bytes);
    }

    private List<Revocation> revocations(LinkId link) {
        List<Revocation> found = new ArrayList<>();
        long last = -1;
        for (var page = feed.after(0); page.last() > last; page = feed.after(last)) {
            last = page.last();
            page.revocations().stream().filter(row -> row.link().equals(link)).forEach(found::add);
        }
        return found;
    }
}
