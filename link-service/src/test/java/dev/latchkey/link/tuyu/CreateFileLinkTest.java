package dev.latchkey.link.tuyu;

import static dev.latchkey.protocol.testing.ApiCaller.call;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.OpenOperation.Parameter;
import dev.latchkey.protocol.testing.OpenOperations;
import dev.latchkey.protocol.tuyu.TuyuError;
import dev.latchkey.protocol.tuyu.TuyuSignature;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.xml.XmlPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class CreateFileLinkTest {

    private static final String METHOD = "/api/create_file_link";

    @Inject
    World world;

    @TestHTTPResource
    URI here;

    @AfterEach
    void everybodyBack() {
        world.files.comeBack();
        world.permissions.comeBack();
        world.callers.comeBack();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".json", ".xml"})
    void answers_exactly_what_is_published(String suffix) throws IOException {
        Person owner = world.person();
        FileHandle song = world.song(owner, "R&B <live>.flac");
        String answer =
                post(owner, suffix, Map.of("file_id", song.file().toString())).asString();
        String golden = Files.readString(
                Path.of("src/test/resources/golden/create_file_link" + (suffix.equals(".xml") ? ".xml" : ".json")));
        assertThat(answer.replaceFirst("downloadPublic/[1-9][0-9]{17}(?![0-9])", "downloadPublic/NUMBER")
                        .replace(song.file().toString(), "FILE"))
                .isEqualTo(golden.strip());
    }

    @Test
    void json_and_xml_carry_the_same_values() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Response json = post(owner, "", Map.of("file_id", song.file().toString()));
        Response xml = post(owner, ".xml", Map.of("file_id", song.file().toString()));
        assertThat(json.contentType()).isEqualTo("application/json");
        assertThat(xml.contentType()).isEqualTo("application/xml;charset=UTF-8");
        Map<String, Object> fields = json.jsonPath().getMap("fileCreateLink");
        XmlPath tree = xml.xmlPath();
        assertThat(fields.keySet()).containsExactly("fileId", "fileName", "downloadLink");
        assertThat(tree.getString("fileCreateLink.fileId"))
                .isEqualTo(fields.get("fileId").toString());
        assertThat(tree.getString("fileCreateLink.fileName")).isEqualTo(fields.get("fileName"));
        assertThat(tree.getString("fileCreateLink.downloadLink"))
                .matches("https://localhost:8443/downloadPublic/[1-9][0-9]{17}");
    }

    @Test
    void a_get_that_is_signed_whole_works_too() {
        Person owner = world.person();
        Map<String, String> parameters =
                parameters(owner, Map.of("file_id", world.song(owner).file().toString()));
        String url = TuyuSignature.withSecret(owner.secret()).signedUrl(url(METHOD + ".json"), parameters);
        assertThat(get(url).jsonPath().getString("fileCreateLink.fileName")).isEqualTo("song.flac");
        assertAuthenticationFailed(get(url.replace("&file_id=", "&file_id=1")));
    }

    /** As all tests of this module have it. */
    @Test
    void who_may_not_make_links_in_the_other_dialect_may_not_in_this_one() {
        Person unverified = world.person(false);
        String unverifiedFile = world.song(unverified).file().toString();
        assertThat(post(unverified, "", Map.of("file_id", unverifiedFile)).asString())
                .contains(TuyuError.NO_ACCESS.message());

        Person owner = world.person();
        String url = TuyuSignature.withSecret(owner.secret())
                .signedUrl(
                        url(METHOD),
                        parameters(
                                owner,
                                Map.of("file_id", world.song(owner).file().toString())));
        assertThat(getFrom("https://evil.example", url).asString()).contains(TuyuError.NO_ACCESS.message());
        assertThat(getFrom("https://friend.example", url).asString()).contains("fileCreateLink");
    }

    private static Response getFrom(String origin, String url) {
        return given().urlEncodingEnabled(false).header("Origin", origin).get(url);
    }

    @Test
    void the_link_is_listed_changed_and_deleted_as_any_other() {
        Person owner = world.person();
        String address = link(owner, Map.of("file_id", world.song(owner).file().toString()));
        Reply list = call("listpublinks").as(owner.token()).ok().has("publinks[0].metadata.name", "song.flac");
        long id = list.number("publinks[0].linkid");
        call("showpublink").with("code", list.string("publinks[0].code")).ok();
        call("changepublink")
                .as(owner.token())
                .with("linkid", id)
                .with("maxdownloads", 1)
                .ok();
        assertThat(open(address).statusCode()).isEqualTo(302);
        assertThat(open(address).statusCode()).isEqualTo(410);
        call("deletepublink").as(owner.token()).with("linkid", id).ok();
        assertThat(open(address).statusCode()).isEqualTo(404);
    }

    @Test
    void each_call_makes_a_link_of_its_own() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Map<String, String> wish = Map.of("file_id", song.file().toString(), "link_expiration", "0");
        assertThat(link(owner, wish)).isNotEqualTo(link(owner, wish));
        world.link(owner, song);
        assertThat(call("listpublinks").as(owner.token()).ok().json().getList("publinks"))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 30, 60, 90})
    void lives_the_days_asked_for(int days) {
        Person owner = world.person();
        link(owner, Map.of("file_id", world.song(owner).file().toString(), "link_expiration", Integer.toString(days)));
        assertExpires(owner, world.clock.instant().plus(Duration.ofDays(days)));
    }

    @Test
    void lives_fifteen_days_unless_told_otherwise_and_for_ever_if_told_so() {
        Person owner = world.person();
        link(owner, Map.of("file_id", world.song(owner).file().toString()));
        assertExpires(owner, world.clock.instant().plus(Duration.ofDays(15)));
        Person other = world.person();
        link(other, Map.of("file_id", world.song(other).file().toString(), "link_expiration", "0"));
        call("listpublinks").as(other.token()).ok().hasNo("publinks[0].expires");
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "29", "31", "91", "-1", "1.5", "never", "00"})
    void other_days_are_refused(String days) {
        Person owner = world.person();
        Response reply =
                post(owner, "", Map.of("file_id", world.song(owner).file().toString(), "link_expiration", days));
        assertError(reply, "Create File Link Failed", "Parameters missing or invalid.");
        call("listpublinks").as(owner.token()).ok().has("publinks", List.of());
    }

    @Test
    void needs_a_file() {
        Person owner = world.person();
        assertError(post(owner, "", Map.of()), "Create File Link Failed", "Parameters missing or invalid.");
        assertError(
                post(owner, "", Map.of("file_id", "x")), "Create File Link Failed", "Parameters missing or invalid.");
        assertNoAccess(post(owner, "", Map.of("file_id", "999999999")));
    }

    @Test
    void needs_the_rights_to_see_and_to_send() {
        Person owner = world.person();
        Person other = world.person();
        Map<String, String> wish = Map.of("file_id", world.song(owner).file().toString());
        assertNoAccess(post(other, "", wish));
        world.permissions.grant(other.id(), Right.READ, owner.root());
        assertNoAccess(post(other, "", wish));
        world.permissions.grant(other.id(), Right.SEND, owner.root());
        String address = link(other, wish);
        call("listpublinks").as(owner.token()).ok().has("publinks", List.of());
        call("listpublinks")
                .as(other.token())
                .ok()
                .has("publinks[0].metadata.ismine", false)
                .has("publinks[0].metadata.userid", owner.id().value());
        assertThat(open(address).statusCode()).isEqualTo(302);
        world.permissions.revoke(other.id(), Right.SEND, owner.root());
        assertThat(open(address).statusCode()).isEqualTo(404);
        world.permissions.revoke(other.id(), Right.READ, owner.root());
        call("listpublinks").as(other.token()).ok().has("publinks.size()", 1).hasNo("publinks[0].metadata");
    }

    @Test
    void a_signature_has_to_be_whole_known_and_current() {
        Person owner = world.person();
        String file = world.song(owner).file().toString();
        Map<String, String> good = signed(owner, "", Map.of("file_id", file));
        assertAuthenticationFailed(send("", with(good, "signature", "0".repeat(64))));
        assertAuthenticationFailed(send("", with(good, "signature", "")));
        assertAuthenticationFailed(send("", with(good, "api_key", "unknown")));
        assertAuthenticationFailed(send("", with(good, "api_key", "")));
        assertAuthenticationFailed(send("", with(good, "timestamp", "yesterday")));
        assertAuthenticationFailed(send("", with(good, "timestamp", "")));
        long stale = world.clock.instant().getEpochSecond() - 301;
        assertAuthenticationFailed(send("", with(good, "timestamp", Long.toString(stale))));
        assertThat(send(".xml", good).xmlPath().getString("error.title")).isEqualTo("Authentication Failed");
        assertThat(send("", good).jsonPath().getString("fileCreateLink.fileName"))
                .isEqualTo("song.flac");
    }

    @Test
    void errors_read_the_same_in_xml() {
        Person owner = world.person();
        Response reply = post(owner, ".xml", Map.of("file_id", "999999999"));
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.asString())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?><error>"
                        + "<title>You do not have access privileges for this location</title>"
                        + "<message>Please try a different location or speak to an administrator.</message></error>");
    }

    @Test
    void fails_closed_while_a_neighbour_is_away() {
        Person owner = world.person();
        Map<String, String> wish = Map.of("file_id", world.song(owner).file().toString());
        world.callers.goAway();
        assertTrouble(post(owner, "", wish));
        world.callers.comeBack();
        world.files.goAway();
        assertTrouble(post(owner, "", wish));
        world.files.comeBack();
        world.permissions.goAway();
        assertTrouble(post(owner, "", wish));
    }

    @Test
    void the_reference_names_the_parameters_that_are_read() {
        Person owner = world.person();
        Map<String, String> good =
                signed(owner, "", Map.of("file_id", world.song(owner).file().toString(), "link_expiration", "x"));
        List<Parameter> declared = OpenOperations.declared(VisitStatus::of).stream()
                .filter(operation ->
                        operation.verb().equals("POST") && operation.path().equals(METHOD))
                .flatMap(operation -> operation.parameters().stream())
                .toList();
        assertThat(declared).extracting(parameter -> parameter.field().name()).hasSameElementsAs(good.keySet());
        assertError(send("", good), "Create File Link Failed", "Parameters missing or invalid.");
        for (Parameter parameter : declared) {
            Map<String, String> less = with(good, "link_expiration", "1");
            less.remove(parameter.field().name());
            assertThat(send("", less).asString())
                    .as("without " + parameter.field().name())
                    .contains(parameter.field().optional() ? "fileCreateLink" : "\"error\"");
        }
    }

    @Test
    void other_suffixes_are_no_method() {
        assertThat(given().get(METHOD + ".yaml").statusCode()).isEqualTo(404);
    }

    private Response post(Person person, String suffix, Map<String, String> wish) {
        Response reply = send(suffix, signed(person, suffix, wish));
        assertThat(reply.statusCode()).isEqualTo(200);
        return reply;
    }

    private String link(Person person, Map<String, String> wish) {
        return post(person, "", wish).jsonPath().getString("fileCreateLink.downloadLink");
    }

    private Map<String, String> signed(Person person, String suffix, Map<String, String> wish) {
        String signature = TuyuSignature.withSecret(person.secret()).of(url(METHOD + suffix));
        return with(parameters(person, wish), "signature", signature);
    }

    private Map<String, String> parameters(Person person, Map<String, String> wish) {
        Map<String, String> parameters = new LinkedHashMap<>(wish);
        parameters.put("api_key", person.apiKey());
        parameters.put("timestamp", Long.toString(world.clock.instant().getEpochSecond()));
        return parameters;
    }

    private static Map<String, String> with(Map<String, String> parameters, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        changed.put(name, value);
        return changed;
    }

    private static Response send(String suffix, Map<String, String> parameters) {
        return given().formParams(parameters).post(METHOD + suffix);
    }

    /** Calls a URL byte for byte. */
    private static Response get(String url) {
        try {
            return given().urlEncodingEnabled(false).get(new URI(url));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Response open(String address) {
        return given().redirects().follow(false).get(address.substring("https://localhost:8443".length()));
    }

    /** As the client sees it. */
    private String url(String path) {
        return "http://" + here.getHost() + ":" + RestAssured.port + path;
    }

    private void assertExpires(Person owner, Instant moment) {
        call("listpublinks")
                .as(owner.token())
                .with("timeformat", "timestamp")
                .ok()
                .has(
                        "publinks[0].expires",
                        moment.truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
    }

    private static void assertAuthenticationFailed(Response reply) {
        assertError(reply, "Authentication Failed", "Authentication parameters missing or invalid.");
    }

    private static void assertNoAccess(Response reply) {
        assertError(
                reply,
                "You do not have access privileges for this location",
                "Please try a different location or speak to an administrator.");
    }

    private static void assertTrouble(Response reply) {
        assertError(reply, "Create File Link Failed", "Please try again or contact customer support.");
    }

    private static void assertError(Response reply, String title, String message) {
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.jsonPath().getMap("")).isEqualTo(Map.of("error", Map.of("title", title, "message", message)));
    }
}
