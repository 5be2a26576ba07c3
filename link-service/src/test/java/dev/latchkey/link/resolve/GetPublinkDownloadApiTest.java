package dev.latchkey.link.resolve;

import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.INVALID_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.INVALID_NUMBER;
import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.error.ApiError.LINK_DOWNLOADS_USED_UP;
import static dev.latchkey.protocol.error.ApiError.LINK_EXPIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_PASSWORD_REQUIRED;
import static dev.latchkey.protocol.error.ApiError.LINK_TRAFFIC_USED_UP;
import static dev.latchkey.protocol.error.ApiError.NO_FILEID;
import static dev.latchkey.protocol.error.ApiError.NO_LINK_CODE;
import static dev.latchkey.protocol.error.ApiError.NO_SERVER_AVAILABLE;
import static dev.latchkey.protocol.error.ApiError.SPEED_LIMIT_TOO_LOW;
import static dev.latchkey.protocol.error.ApiError.UNKNOWN_CONTENT_TYPE;
import static dev.latchkey.protocol.error.ApiError.WRONG_LINK_PASSWORD;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.publiclink.LinkTarget;
import dev.latchkey.link.publiclink.NewLink;
import dev.latchkey.link.publiclink.PublicLinks;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.value.LinkId;
import dev.latchkey.protocol.value.Right;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class GetPublinkDownloadApiTest {

    @Inject
    World world;

    @Inject
    PublicLinks links;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
        world.permissions.comeBack();
    }

    @Test
    void gives_a_url_that_carries_all_the_content_path_needs() {
        Person owner = world.person();
        FileHandle song = world.song(owner, "Ä song & more.flac");
        Reply link = world.link(owner, song);
        Reply reply = call("getpublinkdownload")
                .with("code", link.string("code"))
                .with("timeformat", "timestamp")
                .ok()
                .has("hosts", List.of("localhost:8443"));
        assertThat(reply.string("dwltag")).hasSize(20);
        assertThat(reply.string("path")).endsWith("/%C3%84%20song%20%26%20more.flac");
        SignedUrl url = world.signed(reply.string("path"));
        assertThat(url.link()).isEqualTo(new LinkId(link.number("linkid")));
        assertThat(url.linkVersion()).isEqualTo(1);
        assertThat(url.blob()).isEqualTo(song.blob());
        assertThat(url.size()).isEqualTo(4_321);
        assertThat(url.variant()).isEqualTo(Variant.ORIGINAL);
        assertThat(url.contentType()).isEqualTo("audio/flac");
        assertThat(url.forcedDownload()).isFalse();
        assertThat(url.maxSpeed()).isZero();
        assertThat(url.address()).isEmpty();
        assertThat(url.expires().getEpochSecond()).isEqualTo(reply.number("expires"));
        assertThat(Duration.between(world.clock.instant(), url.expires()))
                .isBetween(Duration.ofHours(4), Duration.ofHours(5));
        assertThat(url.expires().getEpochSecond() % 3600).isZero();
    }

    @Test
    void serves_as_asked() {
        String code = song();
        SignedUrl forced = signed(call("getpublinkdownload")
                .with("code", code)
                .with("forcedownload", 1)
                .ok());
        assertThat(forced.forcedDownload()).isTrue();
        assertThat(forced.contentType()).isEqualTo("application/octet-stream");
        SignedUrl typed = signed(call("getpublinkdownload")
                .with("code", code)
                .with("contenttype", "audio/x-flac")
                .ok());
        assertThat(typed.contentType()).isEqualTo("audio/x-flac");
        SignedUrl slow = signed(call("getpublinkdownload")
                .with("code", code)
                .with("maxspeed", 16_384)
                .ok());
        assertThat(slow.maxSpeed()).isEqualTo(16_384);
        Reply nameless = call("getpublinkdownload")
                .with("code", code)
                .with("skipfilename", 1)
                .ok();
        assertThat(nameless.string("path")).doesNotContain("song");
        assertThat(signed(nameless).skipName()).isTrue();
        SignedUrl unset = signed(call("getpublinkdownload")
                .with("code", code)
                .with("forcedownload", 0)
                .with("skipfilename", "false")
                .with("maxspeed", 0)
                .ok());
        assertThat(unset.forcedDownload() || unset.skipName() || unset.maxSpeed() > 0)
                .isFalse();
    }

    @Test
    void refuses_a_speed_that_is_too_low_and_tells_the_lowest() {
        call("getpublinkdownload")
                .with("code", song())
                .with("maxspeed", 16_383)
                .fails(SPEED_LIMIT_TOO_LOW)
                .has("minspeed", 16_384);
    }

    @Test
    void refuses_what_it_does_not_understand_and_counts_none_of_it() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String code = world.code(owner, song, "maxdownloads", 1);
        call("getpublinkdownload").fails(NO_LINK_CODE);
        call("getpublinkdownload")
                .with("code", code)
                .with("contenttype", "nonsense")
                .fails(UNKNOWN_CONTENT_TYPE);
        call("getpublinkdownload").with("code", code).with("maxspeed", "fast").fails(INVALID_NUMBER);
        call("getpublinkdownload").with("code", code).with("maxspeed", 1).fails(SPEED_LIMIT_TOO_LOW);
        call("getpublinkdownload").with("code", code).with("fileid", 12).fails(FILE_NOT_FOUND);
        call("getpubaudiolink").with("code", code).with("contenttype", "/").fails(UNKNOWN_CONTENT_TYPE);
        call("getpublinkdownload")
                .with("code", code)
                .with("fileid", song.file())
                .ok();
        call("getpublinkdownload").with("code", code).fails(LINK_DOWNLOADS_USED_UP);
    }

    @Test
    void equal_requests_give_equal_urls_within_a_step_but_not_where_downloads_are_counted() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String free = world.code(owner, song);
        String counted = world.code(owner, song, "maxdownloads", 9);
        Instant step = world.clock.instant().truncatedTo(ChronoUnit.HOURS).plusSeconds(3_600);
        world.clock.set(step.plusSeconds(10));
        String freePath = path(free);
        String countedPath = path(counted);
        world.clock.advance(Duration.ofMinutes(30));
        assertThat(path(free)).isEqualTo(freePath);
        assertThat(path(counted)).isNotEqualTo(countedPath);
        assertThat(world.signed(countedPath).expires()).isEqualTo(step.plusSeconds(10 + 4 * 3_600));
        world.clock.advance(Duration.ofMinutes(31));
        assertThat(path(free)).isNotEqualTo(freePath);
    }

    @Test
    void a_url_never_outlives_its_link() {
        Person owner = world.person();
        Instant end = world.clock.instant().plusSeconds(90).truncatedTo(ChronoUnit.SECONDS);
        String code = world.code(owner, world.song(owner), "expire", end.getEpochSecond());
        assertThat(world.signed(path(code)).expires()).isEqualTo(end);
        world.clock.advance(Duration.ofSeconds(90));
        call("getpublinkdownload").with("code", code).fails(LINK_EXPIRED);
    }

    @Test
    void each_state_of_a_link_has_its_error() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        call("getpublinkdownload").with("code", "0123456789ABCDEFGHIJKL").fails(INVALID_LINK_CODE);
        Reply deleted = world.link(owner, song);
        call("deletepublink")
                .as(owner.token())
                .with("linkid", deleted.number("linkid"))
                .ok();
        call("getpublinkdownload").with("code", deleted.string("code")).fails(LINK_DELETED);
        call("getpublinkdownload")
                .with("code", world.code(owner, song, "expire", 1))
                .fails(LINK_EXPIRED);
        String once = world.code(owner, song, "maxdownloads", 1);
        call("getpublinkdownload").with("code", once).ok();
        call("getpublinkdownload").with("code", once).fails(LINK_DOWNLOADS_USED_UP);
        String secret = world.code(owner, song, "linkpassword", "secret");
        call("getpublinkdownload").with("code", secret).fails(LINK_PASSWORD_REQUIRED);
        call("getpublinkdownload")
                .with("code", secret)
                .with("linkpassword", "x")
                .fails(WRONG_LINK_PASSWORD);
        call("getpublinkdownload")
                .with("code", secret)
                .with("linkpassword", "secret")
                .ok();
        Reply small = world.link(owner, song, "maxtraffic", 1_000);
        links.addTraffic(List.of(new LinkTraffic(new LinkId(small.number("linkid")), 1_000)));
        call("getpublinkdownload").with("code", small.string("code")).fails(LINK_TRAFFIC_USED_UP);
    }

    @Test
    void a_link_lives_and_dies_with_its_owners_right_to_send() {
        Person owner = world.person();
        Person sender = world.person();
        FileHandle song = world.song(owner);
        world.permissions.grant(sender.id(), Right.SEND, owner.root());
        String code = links.findOrMake(new NewLink(
                        sender.id(), new LinkTarget.OneFile(song.file()), LinkLimits.NONE, Optional.empty(), false))
                .code()
                .value();
        call("getpublinkdownload").with("code", code).ok();
        world.permissions.revoke(sender.id(), Right.SEND, owner.root());
        call("getpublinkdownload").with("code", code).fails(LINK_DELETED);
        world.permissions.grant(sender.id(), Right.SEND, owner.root());
        call("getpublinkdownload").with("code", code).ok();
        world.permissions.close(sender.id());
        call("getpublinkdownload").with("code", code).fails(LINK_DELETED);
    }

    @Test
    void a_link_dies_with_its_owners_account_and_with_its_file() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        String code = world.code(owner, song);
        world.permissions.close(owner.id());
        call("getpublinkdownload").with("code", code).fails(LINK_DELETED);
        world.permissions.open(owner.id());
        world.files.delete(song);
        call("getpublinkdownload").with("code", code).fails(LINK_DELETED);
    }

    @Test
    void fails_closed_and_counts_nothing_while_a_neighbour_is_away() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "maxdownloads", 1);
        world.permissions.goAway();
        call("getpublinkdownload").with("code", code).fails(NO_SERVER_AVAILABLE);
        world.permissions.comeBack();
        world.files.goAway();
        call("getpublinkdownload").with("code", code).fails(NO_SERVER_AVAILABLE);
        world.files.comeBack();
        call("getpublinkdownload").with("code", code).ok();
    }

    @Test
    void a_link_to_a_folder_needs_a_file_that_lies_in_it() {
        Person owner = world.person();
        FileHandle inside = world.song(owner);
        FileHandle outside = world.song(world.person());
        String code = links.findOrMake(new NewLink(
                        owner.id(), new LinkTarget.Folder(owner.root()), LinkLimits.NONE, Optional.empty(), false))
                .code()
                .value();
        call("getpublinkdownload").with("code", code).fails(NO_FILEID);
        call("getpublinkdownload")
                .with("code", code)
                .with("fileid", outside.file())
                .fails(FILE_NOT_FOUND);
        call("getpublinkdownload")
                .with("code", code)
                .with("fileid", 999_999_999)
                .fails(FILE_NOT_FOUND);
        call("getpublinkdownload")
                .with("code", code)
                .with("fileid", inside.file())
                .ok();
    }

    @Test
    void two_hundred_at_once_get_exactly_the_seven_downloads_there_are() throws Exception {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "maxdownloads", 7);
        Map<Integer, Integer> outcomes = new TreeMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(40)) {
            List<Callable<Integer>> visitors = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(i -> () -> call("getpublinkdownload")
                            .with("code", code)
                            .send()
                            .json()
                            .getInt("result"))
                    .collect(Collectors.toList());
            for (var outcome : threads.invokeAll(visitors)) {
                outcomes.merge(outcome.get(), 1, Integer::sum);
            }
        }
        assertThat(outcomes).isEqualTo(Map.of(0, 7, LINK_DOWNLOADS_USED_UP.code(), 193));
        call("listpublinks").as(owner.token()).ok().has("publinks[0].downloads", 7);
    }

    @Test
    void outcomes_are_measured() {
        double ok = resolved("ok");
        double unknown = resolved("7001");
        call("getpublinkdownload").with("code", song()).ok();
        call("getpublinkdownload").with("code", "0123456789ABCDEFGHIJKL").fails(INVALID_LINK_CODE);
        assertThat(resolved("ok") - ok).isEqualTo(1);
        assertThat(resolved("7001") - unknown).isEqualTo(1);
    }

    private double resolved(String outcome) {
        return meters.counter("latchkey.links.resolved", "outcome", outcome).count();
    }

    private String song() {
        Person owner = world.person();
        return world.code(owner, world.song(owner));
    }

    private static String path(String code) {
        return call("getpublinkdownload").with("code", code).ok().string("path");
    }

    private SignedUrl signed(Reply reply) {
        return world.signed(reply.string("path"));
    }
}
