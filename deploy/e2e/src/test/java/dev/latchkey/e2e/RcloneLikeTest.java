package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests as rclone's backend sends them, and what its strictly typed reader of the answers relies on. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class RcloneLikeTest {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final byte[] BYTES = new byte[100_000];

    static {
        new Random(1).nextBytes(BYTES);
    }

    private final Latchkey latchkey;
    private final Person owner;
    private final Api api;
    private final long folder;

    RcloneLikeTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.api = latchkey.anyone();
        this.folder = post("createfolder", "folderid", 0, "name", "remote").ok().number("metadata/folderid");
    }

    @Test
    void a_file_is_uploaded_under_a_partial_name_and_renamed_over_its_target() throws Exception {
        long first = put("song.bin", BYTES, 631_152_000).number("fileids/0");
        byte[] changed = Arrays.copyOf(BYTES, 70_000);

        Answer uploaded = put("song.bin.1a2b3c4d.partial", changed, 2_145_916_800);
        assertThat(uploaded.at("metadata")).hasSize(1);
        assertThat(uploaded.at("checksums")).hasSize(1);
        assertThat(uploaded.text("checksums/0/sha1")).isEqualTo(hex("SHA-1", changed));
        long partial = uploaded.number("fileids/0");
        Answer renamed = post("renamefile", "fileid", partial, "toname", "song.bin", "tofolderid", folder)
                .ok();

        assertThat(renamed.number("metadata/fileid")).isEqualTo(partial);
        assertThat(renamed.number("metadata/deletedfileid")).isEqualTo(first);
        Answer listing = get("listfolder", "folderid", folder).ok();
        JsonNode entry = entry(listing, "song.bin");
        assertThat(entry.path("fileid").longValue()).isEqualTo(partial);
        assertThat(entry.path("size").longValue()).isEqualTo(changed.length);
        assertThat(entry.path("modified").textValue()).isEqualTo("Fri, 01 Jan 2038 00:00:00 +0000");
        assertThat(listing.at("metadata/contents").toString()).doesNotContain(".partial");
    }

    @Test
    void an_empty_file_comes_as_a_form() throws Exception {
        String boundary = "3b1dc5bd2f4a8f8e1a7a";
        String body = field(boundary, "mtime", "1600000000")
                + field(boundary, "nopartial", "1")
                + field(boundary, "folderid", Long.toString(folder))
                + field(boundary, "filename", "empty \"one\".txt")
                + "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"content\"; filename=\"empty \\\"one\\\".txt\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\r\n--" + boundary + "--\r\n";

        Answer uploaded = api.answer(
                        "uploadfile",
                        bearer(api.request("uploadfile", ""))
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(BodyPublishers.ofString(body)))
                .ok();

        assertThat(uploaded.text("metadata/0/name")).isEqualTo("empty \"one\".txt");
        assertThat(uploaded.number("metadata/0/size")).isZero();
        assertThat(uploaded.number("metadata/0/parentfolderid")).isEqualTo(folder);
        assertThat(uploaded.text("metadata/0/modified")).isEqualTo("Sun, 13 Sep 2020 12:26:40 +0000");
        assertThat(uploaded.text("checksums/0/sha1")).isEqualTo(hex("SHA-1", new byte[0]));
    }

    @Test
    void listings_have_the_types_that_are_read() {
        long file = put("typed.txt", BYTES, 1_700_000_000).number("fileids/0");
        post("createfolder", "folderid", folder, "name", "typed").ok();

        Answer listing = get("listfolder", "folderid", folder).ok();

        JsonNode listed = entry(listing, "typed.txt");
        assertStrings(listed, "id", "name", "icon", "contenttype", "created", "modified");
        assertBooleans(listed, "isfolder", "ismine", "isshared", "thumb");
        assertNumbers(listed, "fileid", "parentfolderid", "size", "category", "hash");
        assertThat(listed.path("id").textValue()).isEqualTo("f" + file);
        assertThat(listed.path("isfolder").booleanValue()).isFalse();
        assertThat(listed.path("hash").bigIntegerValue())
                .isBetween(BigInteger.ONE, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        assertThat(Instant.from(DATE.parse(listed.path("modified").textValue())).getEpochSecond())
                .isEqualTo(1_700_000_000);

        JsonNode inner = entry(listing, "typed");
        assertStrings(inner, "id", "name", "icon", "created", "modified");
        assertBooleans(inner, "isfolder", "ismine", "isshared", "thumb");
        assertNumbers(inner, "folderid", "parentfolderid");
        assertThat(inner.path("id").textValue())
                .isEqualTo("d" + inner.path("folderid").asLong());

        Answer root = get("listfolder", "folderid", 0).ok();
        assertThat(root.text("metadata/id")).isEqualTo("d0");
        assertThat(root.number("metadata/folderid")).isZero();
        assertThat(root.text("metadata/name")).isEqualTo("/");
        assertThat(root.text("metadata/path")).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " leading and trailing ",
                "~tilde",
                "..dots..",
                "a+b&c#d?e%f",
                "\"quotes\" 'n ;*|<>:^",
                "ÄÖÜ ß é",
                "＼／",
                "e\u0301 stays as it is",
                "ends with.",
                "%2F%00",
                "😀"
            })
    void names_come_back_as_they_were_sent(String name) {
        put(name, BYTES, 1_600_000_000);

        entry(get("listfolder", "folderid", folder).ok(), name);
    }

    @Test
    void equal_contents_have_equal_hashes_and_changed_ones_have_not() {
        Answer one = put("one.bin", BYTES, 1);
        Answer two = put("two.bin", BYTES, 2);
        Answer changed = put("one.bin", Arrays.copyOf(BYTES, 5), 3);

        assertThat(two.at("metadata/0/hash")).isEqualTo(one.at("metadata/0/hash"));
        assertThat(changed.at("metadata/0/hash")).isNotEqualTo(one.at("metadata/0/hash"));
        assertThat(changed.number("fileids/0"))
                .as("the id of what was replaced")
                .isEqualTo(one.number("fileids/0"));
    }

    @Test
    void checksums_are_those_of_the_bytes() throws Exception {
        long file = put("checked.bin", BYTES, 1_600_000_000).number("fileids/0");

        Answer checksums = get("checksumfile", "fileid", file).ok();

        assertThat(checksums.text("sha1")).isEqualTo(hex("SHA-1", BYTES));
        assertThat(checksums.text("md5")).isEqualTo(hex("MD5", BYTES));
        assertThat(checksums.text("sha256")).isEqualTo(hex("SHA-256", BYTES));
    }

    @Test
    void downloads_start_anywhere() {
        long file = put("ranged.bin", BYTES, 1_600_000_000).number("fileids/0");

        Answer link = get("getfilelink", "fileid", file).ok();

        assertThat(Instant.from(DATE.parse(link.text("expires"))))
                .isAfter(Instant.now().plusSeconds(3600));
        URI url = latchkey.contentOf(link);
        String[] bearer = {"Authorization", "Bearer " + owner.token()};
        HttpResponse<byte[]> whole = latchkey.fetch(url, bearer[0], bearer[1]);
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(BYTES);
        assertThat(whole.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo("identity");
        HttpResponse<byte[]> part = latchkey.fetch(url, bearer[0], bearer[1], "Range", "bytes=500-999");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(BYTES, 500, 1000));
    }

    @Test
    void files_and_folders_are_deleted() {
        long inner =
                post("createfolder", "folderid", folder, "name", "doomed").ok().number("metadata/folderid");
        long file = putInto(inner, "doomed.bin", BYTES, 1).number("fileids/0");

        post("deletefolder", "folderid", inner).fails(2006);
        assertThat(post("deletefile", "fileid", file).ok().flag("metadata/isdeleted"))
                .isTrue();
        post("deletefile", "fileid", file).fails(2009);
        post("deletefolder", "folderid", inner).ok();
        post("deletefolder", "folderid", inner).fails(2005);
        get("listfolder", "folderid", inner).fails(2005);

        long purged =
                post("createfolder", "folderid", folder, "name", "purged").ok().number("metadata/folderid");
        putInto(purged, "one.bin", BYTES, 1);
        post("createfolder", "folderid", purged, "name", "inside").ok();
        Answer counts = post("deletefolderrecursive", "folderid", purged).ok();
        assertThat(counts.number("deletedfiles")).isEqualTo(1);
        assertThat(counts.number("deletedfolders")).isEqualTo(2);
    }

    @Test
    void the_account_has_the_types_that_are_read() {
        Answer info = post("userinfo").ok();

        assertNumbers(info.json(), "quota", "usedquota", "userid", "plan", "publiclinkquota", "trashrevretentiondays");
        assertBooleans(
                info.json(),
                "premium",
                "business",
                "cryptosetup",
                "cryptosubscription",
                "cryptolifetime",
                "premiumlifetime",
                "emailverified");
        assertStrings(info.json(), "registered", "language", "email");
        assertThat(info.flag("journey/claimed")).isFalse();
        DATE.parse(info.text("registered"));
    }

    @Test
    void a_public_link_is_made() {
        long file = put("linked.bin", BYTES, 1).number("fileids/0");

        Answer link = post("getfilepublink", "fileid", file).ok();

        assertThat(link.number("linkid")).isPositive();
        assertThat(link.text("code")).isNotEmpty();
        assertThat(link.text("link")).startsWith("https://");
    }

    /** GET with everything in the query but the bearer token. */
    private Answer get(String method, Object... parameters) {
        return api.answer(method, bearer(api.request(method, query(parameters))).GET());
    }

    /** POST with an empty body and no content type. */
    private Answer post(String method, Object... parameters) {
        return api.answer(method, bearer(api.request(method, query(parameters))).POST(BodyPublishers.noBody()));
    }

    private Answer put(String name, byte[] file, long modified) {
        return putInto(folder, name, file, modified);
    }

    private Answer putInto(long target, String name, byte[] file, long modified) {
        String query = query("filename", name, "folderid", target, "nopartial", 1, "mtime", modified);
        Answer answer = api.answer(
                "uploadfile",
                bearer(api.request("uploadfile", query))
                        .header("Content-Type", "application/octet-stream")
                        .PUT(BodyPublishers.ofByteArray(file)));
        assertThat(answer.ok().text("metadata/0/name")).isEqualTo(name);
        assertThat(answer.number("metadata/0/size")).isEqualTo(file.length);
        return answer;
    }

    private HttpRequest.Builder bearer(HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + owner.token()).header("User-Agent", "rclone/v1.60.1");
    }

    private static String query(Object... parameters) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? "" : "&")
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1].toString(), StandardCharsets.UTF_8));
        }
        return query.toString();
    }

    private static String field(String boundary, String name, String value) {
        return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value);
    }

    private static JsonNode entry(Answer listing, String name) {
        for (JsonNode entry : listing.at("metadata/contents")) {
            if (entry.path("name").asText().equals(name)) {
                return entry;
            }
        }
        throw new AssertionError("not listed: " + name + " in " + listing.at("metadata/contents"));
    }

    private static void assertStrings(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isTextual())
                    .as("%s is a string in %s", field, object)
                    .isTrue();
        }
    }

    private static void assertBooleans(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isBoolean())
                    .as("%s is true or false in %s", field, object)
                    .isTrue();
        }
    }

    private static void assertNumbers(JsonNode object, String... fields) {
        for (String field : fields) {
            assertThat(object.path(field).isIntegralNumber())
                    .as("%s is a number in %s", field, object)
                    .isTrue();
        }
    }

    private static String hex(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
