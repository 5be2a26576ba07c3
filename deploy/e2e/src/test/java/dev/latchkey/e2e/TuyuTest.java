package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.Service;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/** The signed dialect: a link made there, in both formats, and what refuses to make one. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class TuyuTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NAME = "Größe & <1>  'a'.txt";
    private static final byte[] TEXT = "signed, sealed, delivered".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> AUTHENTICATION_FAILED =
            Map.of("title", "Authentication Failed", "message", "Authentication parameters missing or invalid.");
    private static final Map<String, String> NO_ACCESS = Map.of(
            "title", "You do not have access privileges for this location",
            "message", "Please try a different location or speak to an administrator.");

    private final Latchkey latchkey;
    private final Person owner;
    private final Signer signer;
    private final long folder;
    private final long file;

    TuyuTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.signer = Signer.of(latchkey, owner);
        this.folder = owner.api()
                .call("createfolder", "folderid", 0, "name", "sent")
                .ok()
                .number("metadata/folderid");
        this.file = owner.api().uploadTo(folder, NAME, TEXT).number("metadata/0/fileid");
    }

    /** What is wrong with a call. */
    enum Wrong {
        SIGNATURE {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                String right = call.get("signature");
                call.put("signature", (right.charAt(0) == '0' ? "1" : "0") + right.substring(1));
            }
        },
        SIGNATURE_OF_ANOTHER_METHOD {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put(
                        "signature",
                        signer.signature(
                                signer.address("").resolve("/api/file_list").toString()));
            }
        },
        SIGNATURE_OF_ANOTHER_HOST {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put("signature", signer.signature("https://example.com/api/create_file_link"));
            }
        },
        NO_SIGNATURE {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.remove("signature");
            }
        },
        UNKNOWN_KEY {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put("api_key", "unknown-" + UUID.randomUUID());
            }
        },
        NO_KEY {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.remove("api_key");
            }
        },
        STALE_TIMESTAMP {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put("timestamp", seconds(Duration.ofHours(-1)));
            }
        },
        FUTURE_TIMESTAMP {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put("timestamp", seconds(Duration.ofHours(1)));
            }
        },
        NO_TIMESTAMP {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.remove("timestamp");
            }
        },
        NO_NUMBER_AS_TIMESTAMP {
            @Override
            void spoil(Map<String, String> call, Signer signer) {
                call.put("timestamp", "now");
            }
        };

        abstract void spoil(Map<String, String> call, Signer signer);

        private static String seconds(Duration away) {
            return Long.toString(Instant.now().plus(away).getEpochSecond());
        }
    }

    @Test
    void all_formats_carry_the_same_values() throws Exception {
        HttpResponse<String> plain = signer.createFileLink("", "file_id", file);
        HttpResponse<String> json = signer.createFileLink(".json", "file_id", file);
        HttpResponse<String> xml = signer.createFileLink(".xml", "file_id", file);

        assertThat(plain.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(xml.headers().firstValue("Content-Type").orElse("")).contains("/xml");
        for (HttpResponse<String> response : List.of(plain, json, xml)) {
            Map<String, String> values = values(response, "fileCreateLink");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(values).containsOnlyKeys("fileId", "fileName", "downloadLink");
            assertThat(values).containsEntry("fileId", Long.toString(file)).containsEntry("fileName", NAME);
            assertThat(values.get("downloadLink"))
                    .matches(Pattern.quote(latchkey.stack().https() + "/downloadPublic/") + "\\d{18}");
        }
        assertThat(JSON.readTree(json.body()).at("/fileCreateLink/fileId").isIntegralNumber())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void what_is_not_authentic_is_refused(Wrong wrong) throws Exception {
        for (String suffix : new String[] {"", ".json", ".xml"}) {
            Map<String, String> call = signer.signed(suffix, "file_id", file);
            wrong.spoil(call, signer);

            assertThat(values(signer.send(suffix, call), "error"))
                    .as("%s%s", wrong, suffix)
                    .isEqualTo(AUTHENTICATION_FAILED);
        }
    }

    @Test
    void a_link_can_be_made_by_get_when_everything_is_signed() throws Exception {
        String signed = "%s?api_key=%s&file_id=%d&link_expiration=30&timestamp=%d"
                .formatted(
                        signer.address(".json"),
                        signer.key(),
                        file,
                        Instant.now().getEpochSecond());
        String signature = signer.signature(signed);
        latchkey.confidential().add("signature", signature);

        HttpResponse<byte[]> made = latchkey.fetch(URI.create(signed + "&signature=" + signature));
        HttpResponse<byte[]> changed = latchkey.fetch(
                URI.create(signed.replace("expiration=30", "expiration=90") + "&signature=" + signature));

        assertThat(new String(made.body(), StandardCharsets.UTF_8)).contains("fileCreateLink");
        assertThat(new String(changed.body(), StandardCharsets.UTF_8))
                .contains("Authentication Failed")
                .doesNotContain("fileCreateLink");
    }

    @Test
    void a_deleted_key_is_unknown() throws Exception {
        Answer made = owner.api().post("createapikey", "name", "short-lived").ok();
        Signer shortLived = new Signer(latchkey, latchkey.stack().https(), made.text("apikey"), made.text("secret"));
        assertThat(shortLived.createFileLink(".json", "file_id", file).body()).contains("fileCreateLink");

        owner.api().post("deleteapikey", "apikeyid", made.number("apikeyid")).ok();

        HttpResponse<String> refused = Await.until(
                "the key is gone",
                () -> shortLived.createFileLink(".json", "file_id", file),
                response -> response.body().contains("\"error\""));
        assertThat(values(refused, "error")).isEqualTo(AUTHENTICATION_FAILED);
    }

    @Test
    void without_the_right_to_send_there_is_no_link() throws Exception {
        Person other = latchkey.newPerson();
        Signer otherSigner = Signer.of(latchkey, other);
        InternalCalls auth = latchkey.internal(Service.AUTH);

        assertRefused(otherSigner, file);
        assertRefused(otherSigner, Long.MAX_VALUE);
        assertRefused(signer, Long.MAX_VALUE);

        auth.grant(other, folder, "READ");
        Await.until("the grant counts", () -> other.api().call("stat", "fileid", file), Answer::isOk);
        assertRefused(otherSigner, file);

        auth.grant(other, folder, "READ", "SEND");
        Await.until(
                "the grant counts",
                () -> otherSigner
                        .createFileLink(".json", "file_id", file)
                        .body()
                        .contains("fileCreateLink"));
    }

    static Stream<String> days() {
        return IntStream.concat(IntStream.rangeClosed(0, 15), IntStream.of(30, 60, 90))
                .mapToObj(Integer::toString);
    }

    @ParameterizedTest
    @MethodSource("days")
    void links_live_as_many_days_as_asked_for(String days) throws Exception {
        Instant before = Instant.now();
        String number = numberOf(signer.createFileLink(".json", "file_id", file, "link_expiration", days));

        assertLife(number, before, Integer.parseInt(days));
    }

    @Test
    void links_live_15_days_unless_asked_for() throws Exception {
        Instant before = Instant.now();

        assertLife(numberOf(signer.createFileLink(".json", "file_id", file)), before, 15);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"16", "29", "31", "59", "61", "89", "91", "365", "-1", "1.5", "soon", "99999999999999999999"})
    void other_numbers_of_days_are_refused(String days) throws Exception {
        for (String suffix : new String[] {".json", ".xml"}) {
            HttpResponse<String> refused = signer.createFileLink(suffix, "file_id", file, "link_expiration", days);

            assertThat(values(refused, "error"))
                    .containsEntry("title", "Create File Link Failed")
                    .containsKey("message");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "-5", "", "1,2"})
    void file_numbers_that_are_none_are_refused(String number) throws Exception {
        assertThat(values(signer.createFileLink(".json", "file_id", number), "error"))
                .containsOnlyKeys("title", "message");
        assertThat(values(signer.createFileLink(".xml"), "error")).containsOnlyKeys("title", "message");
    }

    @Test
    void the_public_address_downloads_the_file_until_the_link_is_deleted() throws Exception {
        String number = numberOf(signer.createFileLink(".json", "file_id", file));

        HttpResponse<byte[]> downloaded = downloadPublic(number);
        assertThat(downloaded.statusCode()).isEqualTo(200);
        assertThat(downloaded.body()).isEqualTo(TEXT);
        assertThat(downloaded.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment")
                .contains("filename*=UTF-8''Gr%C3%B6%C3%9Fe");

        owner.api()
                .call("deletepublink", "linkid", linkOf(number).number("linkid"))
                .ok();

        HttpResponse<byte[]> refused =
                Await.until("the link is dead", () -> downloadPublic(number), response -> response.statusCode() != 200);
        assertThat(refused.statusCode()).isBetween(400, 499);
        assertThat(refused.body()).isNotEqualTo(TEXT);
    }

    @Test
    void the_public_address_obeys_changes_made_in_the_other_dialect() throws Exception {
        String number = numberOf(signer.createFileLink(".json", "file_id", file));
        long link = linkOf(number).number("linkid");
        String code = linkOf(number).text("code");
        assertThat(downloadPublic(number).statusCode()).isEqualTo(200);
        latchkey.anyone().call("getpublinkdownload", "code", code).ok();

        owner.api().call("changepublink", "linkid", link, "maxdownloads", 3).ok();
        assertThat(downloadPublic(number).statusCode()).as("the third and last").isEqualTo(200);
        assertThat(downloadPublic(number).statusCode()).as("one too many").isBetween(400, 499);
        latchkey.anyone().call("showpublink", "code", code).fails(7006);

        owner.api().call("changepublink", "linkid", link, "maxdownloads", 0).ok();
        assertThat(downloadPublic(number).statusCode()).as("without limit").isEqualTo(200);

        owner.api()
                .call(
                        "changepublink",
                        "linkid",
                        link,
                        "expire",
                        Instant.now().plusSeconds(2).getEpochSecond())
                .ok();
        HttpResponse<byte[]> refused = Await.until(
                "the link has expired", () -> downloadPublic(number), response -> response.statusCode() != 200);
        assertThat(refused.statusCode()).isBetween(400, 499);
        latchkey.anyone().call("showpublink", "code", code).fails(7004);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678", "1", "12345678901234567", "1234567890123456789", "abc", "%00", ""})
    void numbers_of_no_link_are_refused(String number) {
        HttpResponse<byte[]> refused =
                latchkey.fetch(URI.create(latchkey.stack().https() + "/downloadPublic/" + number));

        assertThat(refused.statusCode()).isBetween(400, 499);
    }

    private void assertRefused(Signer by, long number) throws Exception {
        for (String suffix : new String[] {".json", ".xml"}) {
            assertThat(values(by.createFileLink(suffix, "file_id", number), "error"))
                    .isEqualTo(NO_ACCESS);
        }
    }

    private void assertLife(String number, Instant before, int days) {
        Answer link = linkOf(number);
        if (days == 0) {
            assertThat(link.has("expires")).isFalse();
        } else {
            assertThat(link.number("expires"))
                    .isBetween(
                            before.plus(Duration.ofDays(days)).getEpochSecond(),
                            Instant.now().plus(Duration.ofDays(days)).getEpochSecond() + 1);
        }
    }

    /** Downloads as a browser does that was given the address. */
    private HttpResponse<byte[]> downloadPublic(String number) {
        HttpResponse<byte[]> response =
                latchkey.fetch(URI.create(latchkey.stack().https() + "/downloadPublic/" + number));
        return response.headers()
                .firstValue("Location")
                .map(target -> latchkey.fetch(latchkey.reachable(response.uri().resolve(target))))
                .orElse(response);
    }

    private String numberOf(HttpResponse<String> created) throws Exception {
        String address = values(created, "fileCreateLink").get("downloadLink");
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** How the link reads in the other dialect: all of an owner's links are listed there, the newest last. */
    private Answer linkOf(String number) {
        Answer all = owner.api().call("listpublinks", "timeformat", "timestamp").ok();
        JsonNode links = all.at("publinks");
        JsonNode newest = null;
        for (JsonNode link : links) {
            if (link.toString().contains(number)) {
                return new Answer("listpublinks", all.status(), all.headers(), link);
            }
            newest = newest == null
                            || link.path("linkid").asLong()
                                    > newest.path("linkid").asLong()
                    ? link
                    : newest;
        }
        assertThat(newest).as("a link in listpublinks").isNotNull();
        return new Answer("listpublinks", all.status(), all.headers(), newest);
    }

    /** The fields below the root, whatever the format. */
    private static Map<String, String> values(HttpResponse<String> response, String root) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        if (response.body().startsWith("<")) {
            Element document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(response.body())))
                    .getDocumentElement();
            assertThat(document.getTagName()).as(response.body()).isEqualTo(root);
            for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
                values.put(node.getNodeName(), node.getTextContent());
            }
        } else {
            JsonNode document = JSON.readTree(response.body());
            assertThat(document.size()).as(response.body()).isOne();
            assertThat(document.has(root)).as(response.body()).isTrue();
            document.path(root)
                    .properties()
                    .forEach(
                            field -> values.put(field.getKey(), field.getValue().asText()));
        }
        return values;
    }
}
