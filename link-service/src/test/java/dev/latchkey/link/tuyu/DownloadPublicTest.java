package dev.latchkey.link.tuyu;

import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.publiclink.LinkTarget;
import dev.latchkey.link.publiclink.PublicLink;
import dev.latchkey.link.publiclink.PublicLinks;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.testing.OpenOperations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class DownloadPublicTest {

    private static final Filter UNDECLARED =
            OpenOperations.refusingUndeclared(OpenOperations.declared(VisitStatus::of));

    @Inject
    World world;

    @Inject
    PublicLinks links;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
    }

    @Test
    void leads_to_the_content_and_counts() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Response reply = open(link(owner, song, LinkLimits.NONE));
        assertThat(reply.statusCode()).isEqualTo(302);
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Location"))
                .startsWith("https://localhost:8443/c/")
                .endsWith("/song.flac");
        SignedUrl url = world.signed(reply.header("Location").substring("https://localhost:8443".length()));
        assertThat(url.blob()).isEqualTo(song.blob());
        assertThat(url.forcedDownload()).isTrue();
        call("listpublinks").as(owner.token()).ok().has("publinks[0].downloads", 1);
    }

    @Test
    void a_look_tells_whether_it_would_work_and_gives_no_url_away_uncounted() {
        Person owner = world.person();
        PublicLink link = link(owner, world.song(owner), LinkLimits.NONE.downloads(1));
        for (int i = 0; i < 3; i++) {
            Response look = visitor().redirects().follow(false).head("/downloadPublic/" + number(link));
            assertThat(look.statusCode()).isEqualTo(200);
            assertThat(look.header("Location")).isNull();
        }
        assertThat(open(link).statusCode()).isEqualTo(302);
        assertThat(visitor().head("/downloadPublic/" + number(link)).statusCode())
                .isEqualTo(410);
    }

    @Test
    void says_what_is_wrong_in_a_line() {
        Person owner = world.person();
        PublicLink link = link(
                owner,
                world.song(owner),
                LinkLimits.NONE.expiring(Optional.of(world.clock.instant().plusSeconds(60))));
        world.clock.advance(Duration.ofSeconds(60));
        Response reply = open(link);
        assertThat(reply.statusCode()).isEqualTo(410);
        assertThat(reply.contentType()).isEqualTo("text/plain;charset=utf-8");
        assertThat(reply.asString()).isEqualTo("This link has expired.\n");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_password_set_later_is_asked_for() {
        Person owner = world.person();
        PublicLink link = link(owner, world.song(owner), LinkLimits.NONE);
        call("changepublink")
                .as(owner.token())
                .with("linkid", link.id())
                .with("linkpassword", "p")
                .ok();
        assertThat(open(link).statusCode()).isEqualTo(403);
        Response wrong = visitor().queryParam("linkpassword", "q").get("/downloadPublic/" + number(link));
        assertThat(wrong.statusCode()).isEqualTo(403);
        Response right = visitor()
                .redirects()
                .follow(false)
                .queryParam("linkpassword", "p")
                .get("/downloadPublic/" + number(link));
        assertThat(right.statusCode()).isEqualTo(302);
    }

    @Test
    void a_neighbour_away_is_a_reason_to_try_later() {
        Person owner = world.person();
        PublicLink link = link(owner, world.song(owner), LinkLimits.NONE.downloads(1));
        world.files.goAway();
        assertThat(open(link).statusCode()).isEqualTo(503);
        world.files.comeBack();
        assertThat(open(link).statusCode()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678", "12345", "1234567890123456789", "012345678901234567", "abc", "%00"})
    void unknown_numbers_are_not_found(String number) {
        assertThat(visitor()
                        .urlEncodingEnabled(false)
                        .get("/downloadPublic/" + number)
                        .statusCode())
                .isEqualTo(404);
    }

    /** Refuses what the reference does not tell of. */
    private static RequestSpecification visitor() {
        return RestAssured.given().filter(UNDECLARED);
    }

    private PublicLink link(Person owner, FileHandle file, LinkLimits limits) {
        return links.makeNumbered(owner.id(), new LinkTarget.OneFile(file.file()), limits);
    }

    private static Response open(PublicLink link) {
        return visitor().redirects().follow(false).get("/downloadPublic/" + number(link));
    }

    private static String number(PublicLink link) {
        return link.number().orElseThrow().value();
    }
}
