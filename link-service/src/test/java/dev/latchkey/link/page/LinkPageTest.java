package dev.latchkey.link.page;

import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.OpenOperations;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LinkPageTest {

    private static final Filter UNDECLARED =
            OpenOperations.refusingUndeclared(OpenOperations.declared(VisitStatus::of));

    @Inject
    World world;

    @Test
    void names_the_file_at_both_addresses_and_counts_nothing() {
        Person owner = world.person();
        Reply link = world.link(owner, world.song(owner), "shortlink", 1, "maxdownloads", 1);
        for (String address : new String[] {link.string("link"), link.string("shortlink")}) {
            Response page = visitor().get(address.substring("https://localhost:8443".length()));
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.contentType()).isEqualTo("text/html;charset=utf-8");
            assertThat(page.asString()).contains("<h1>song.flac</h1>", "4.2 KB", "<button>Download</button>");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        }
        call("getpublinkdownload").with("code", link.string("code")).ok();
    }

    @Test
    void the_button_downloads_and_counts() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "maxdownloads", 1);
        Response reply = press(code, "");
        assertThat(reply.statusCode()).isEqualTo(303);
        assertThat(world.signed(reply.header("Location").substring("https://localhost:8443".length()))
                        .forcedDownload())
                .isTrue();
        Response again = press(code, "");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(again.asString()).contains("This link has reached maximum downloads.");
        assertThat(visitor().get("/publink/download?code=" + code).statusCode()).isEqualTo(405);
    }

    @Test
    void names_are_escaped() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner, "<script>alert(\"1\")<&'.flac"));
        String page = visitor().queryParam("code", code).get("/publink/show").asString();
        assertThat(page)
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;&amp;&#39;.flac")
                .doesNotContain("<script>");
    }

    @Test
    void a_protected_link_tells_nothing_before_the_password() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner), "linkpassword", "p");
        Response page = visitor().queryParam("code", code).get("/publink/show");
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.asString()).doesNotContain("song").contains("name=\"linkpassword\"");
        assertThat(press(code, "q").statusCode()).isEqualTo(403);
        assertThat(press(code, "q").asString()).contains("Wrong link password.").contains("name=\"linkpassword\"");
        assertThat(press(code, "p").statusCode()).isEqualTo(303);
    }

    @Test
    void says_what_is_wrong() {
        Person owner = world.person();
        assertThat(visitor().get("/publink/show").statusCode()).isEqualTo(404);
        assertThat(visitor().get("/publink/show?code=%3Cscript%3E").asString()).doesNotContain("<script>");
        assertThat(visitor().get("/s/12345678901").statusCode()).isEqualTo(404);
        Response expired = visitor()
                .queryParam("code", world.code(owner, world.song(owner), "expire", 1))
                .get("/publink/show");
        assertThat(expired.statusCode()).isEqualTo(410);
        assertThat(expired.asString()).contains("This link has expired.");
    }

    /** Refuses what the reference does not tell of. */
    private static RequestSpecification visitor() {
        return RestAssured.given().filter(UNDECLARED);
    }

    private static Response press(String code, String password) {
        return visitor()
                .redirects()
                .follow(false)
                .formParam("code", code)
                .formParam("linkpassword", password)
                .post("/publink/download");
    }
}
