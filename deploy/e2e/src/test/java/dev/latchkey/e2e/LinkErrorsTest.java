package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Database;
import dev.latchkey.local.Service;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each error that making and using links can answer, provoked once. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class LinkErrorsTest {

    private static final byte[] TEXT = "just a text".getBytes(StandardCharsets.UTF_8);

    private final Latchkey latchkey;
    private final Api owner;
    private final Api visitor;
    private final long text;

    LinkErrorsTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson().api();
        this.visitor = latchkey.anyone();
        this.text = owner.upload("note.txt", TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"showpublink", "getpublinkdownload", "getpubaudiolink"})
    void unknown_codes(String method) {
        visitor.call(method, "code", "XXXXXXXXXXXXXXXXXXXXXX").fails(7001, "Invalid link 'code'.");
        visitor.call(method, "code", "short").fails(7001);
        visitor.call(method, "code", "'; drop table link; --").fails(7001);
        visitor.call(method).fails(1028, "Please provide link 'code'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"showpublink", "getpublinkdownload", "getpubaudiolink"})
    void deleted_links(String method) {
        Answer link = owner.call("getfilepublink", "fileid", text).ok();
        owner.call("deletepublink", "linkid", link.number("linkid")).ok();

        visitor.call(method, "code", link.text("code")).fails(7002, "This link is deleted by the owner.");
    }

    @Test
    void links_of_deleted_files() {
        long file = owner.upload("soon gone.txt", TEXT);
        String code = owner.call("getfilepublink", "fileid", file).ok().text("code");
        owner.call("deletefile", "fileid", file).ok();

        visitor.call("getpublinkdownload", "code", code).fails(7002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"showpublink", "getpublinkdownload", "getpubaudiolink"})
    void expired_links(String method) {
        String code = link("expire", Instant.now().plusSeconds(2).getEpochSecond());

        Answer refused = Await.until(
                "the link has expired",
                () -> visitor.call(method, "code", code),
                answer -> !answer.isOk() && answer.result() != 2044);

        refused.fails(7004, "This link has expired.");
    }

    @Test
    void traffic_used_up() {
        String code = link("maxtraffic", TEXT.length);
        latchkey.bytes(latchkey.contentOf(visitor.call("getpublinkdownload", "code", code)));

        Answer refused = Await.until(
                "the traffic was reported", () -> visitor.call("showpublink", "code", code), answer -> !answer.isOk());

        refused.fails(7005, "This link has reached its traffic limit.");
        visitor.call("getpublinkdownload", "code", code).fails(7005);
    }

    @Test
    void downloads_used_up() {
        String code = link("maxdownloads", 1);
        visitor.call("getpublinkdownload", "code", code).ok();

        visitor.call("getpublinkdownload", "code", code).fails(7006, "This link has reached maximum downloads.");
        visitor.call("showpublink", "code", code).fails(7006);
        visitor.call("getpubaudiolink", "code", code).fails(7006);
    }

    @Test
    void what_is_refused_is_not_counted() {
        String code = link("maxdownloads", 1);
        visitor.call("getpublinkdownload", "code", code, "contenttype", "no type")
                .fails(1005);
        visitor.call("getpubaudiolink", "code", code).fails(2044);
        visitor.call("getpublinkdownload", "code", code, "fileid", text + 1).fails(2009);

        visitor.call("getpublinkdownload", "code", code).ok();
    }

    @ParameterizedTest
    @ValueSource(strings = {"showpublink", "getpublinkdownload", "getpubaudiolink"})
    void protected_links(String method) {
        String password = "link password " + UUID.randomUUID();
        long song = owner.upload("song.wav", Sounds.wav(Duration.ofSeconds(1)));
        String code = owner.call("getfilepublink", "fileid", song, "linkpassword", password)
                .ok()
                .text("code");

        visitor.call(method, "code", code).fails(2258);
        visitor.call(method, "code", code, "linkpassword", "wrong " + UUID.randomUUID())
                .fails(1125);
        visitor.call(method, "code", code, "linkpassword", password).ok();
    }

    @Test
    void passwords_cannot_be_guessed_for_long() {
        String code = link("linkpassword", "link password " + UUID.randomUUID());

        Answer refused = Await.until(
                "guessing is stopped",
                () -> visitor.call("showpublink", "code", code, "linkpassword", "guess " + UUID.randomUUID()),
                answer -> answer.result() != 1125);

        refused.fails(4000);
    }

    @Test
    void files_that_the_link_does_not_lead_to() {
        String code = link();
        long other = owner.upload("other.txt", TEXT);

        visitor.call("getpublinkdownload", "code", code, "fileid", other).fails(2009, "File not found.");
        visitor.call("getpubaudiolink", "code", code, "fileid", other).fails(2009);
        visitor.call("getpublinkdownload", "code", code, "fileid", text).ok();
    }

    /** Made in the database: no method makes links to folders yet, but those that resolve links know them. */
    @ParameterizedTest
    @ValueSource(strings = {"getpublinkdownload", "getpubaudiolink"})
    void links_to_folders_need_the_file(String method) throws SQLException {
        long folder = owner.call("createfolder", "folderid", 0, "name", "linked " + method)
                .ok()
                .number("metadata/folderid");
        Answer link = owner.call("getfilepublink", "fileid", owner.upload(method + ".txt", TEXT))
                .ok();
        leadToFolder(link.number("linkid"), folder);

        visitor.call(method, "code", link.text("code")).fails(1029, "Please provide 'fileid'.");
    }

    private void leadToFolder(long link, long folder) throws SQLException {
        Database database = latchkey.stack().database(Service.LINK);
        try (Connection connection = DriverManager.getConnection(
                        database.url(),
                        database.user().orElse(null),
                        database.password().orElse(null));
                PreparedStatement update =
                        connection.prepareStatement("UPDATE link SET file = NULL, folder = ? WHERE id = ?")) {
            update.setLong(1, folder);
            update.setLong(2, link);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    @Test
    void sound_of_what_has_none() {
        visitor.call("getpubaudiolink", "code", link()).fails(2044, "Video links can only be generated for videos.");
        owner.call("getaudiolink", "fileid", text).fails(2044);
        long pretender = owner.upload("no song.mp3", TEXT);
        owner.call("getaudiolink", "fileid", pretender).fails(2044);
        long empty = owner.upload("empty.wav", Sounds.wav(Duration.ZERO));
        Await.until(
                "it is measured", () -> owner.call("getaudiolink", "fileid", empty), answer -> answer.result() == 2044);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "text/", "/plain", "text/plain\r\nX-Evil: 1", "a b/c"})
    void content_types_that_are_none(String type) {
        visitor.call("getpublinkdownload", "code", link(), "contenttype", type)
                .fails(1005, "Unknown content-type requested.");
        owner.call("getfilelink", "fileid", text, "contenttype", type).fails(1005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"15", "321", "0", "-128", "1000000"})
    void bit_rates_outside_of_16_to_320(String rate) {
        long song = owner.upload("song.wav", Sounds.wav(Duration.ofSeconds(1)));
        String code = owner.call("getfilepublink", "fileid", song).ok().text("code");

        visitor.call("getpubaudiolink", "code", code, "abitrate", rate).fails(1801);
        owner.call("getaudiolink", "fileid", song, "abitrate", rate).fails(1801);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getpublinkdownload", "getfilelink"})
    void speeds_that_are_too_low(String method) {
        Object[] parameters = method.equals("getfilelink")
                ? new Object[] {"fileid", text, "maxspeed", 1}
                : new Object[] {"code", link(), "maxspeed", 1};

        Answer refused =
                owner.call(method, parameters).fails(2011, "Requested speed limit too low, see minspeed for minimum.");

        assertThat(refused.number("minspeed")).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getfilepublink", "getfilelink", "getaudiolink"})
    void files_that_cannot_be_found(String method) {
        owner.call(method).fails(1004, "No fileid or path provided.");
        owner.call(method, "fileid", Long.MAX_VALUE).fails(2009, "File not found.");
        owner.call(method, "path", "no slash").fails(2010, "Invalid path.");
        owner.call(method, "path", "/no/such/folder/file").fails(2002);
        owner.call(method, "path", "/nothing.txt").fails(2009);
        visitor.call(method, "fileid", text).fails(1000, "Log in required.");
        visitor.with("auth", "no-such-token-" + UUID.randomUUID())
                .call(method, "fileid", text)
                .fails(2000, "Log in failed.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getfilelink", "getaudiolink"})
    void urls_of_what_is_not_ones_own(String method) {
        latchkey.newPerson()
                .api()
                .call(method, "fileid", text)
                .fails(2003, "Access denied. You do not have permissions to preform this operation.");
    }

    @Test
    void links_to_what_is_not_ones_own() {
        long folder =
                owner.call("createfolder", "folderid", 0, "name", "shared").ok().number("metadata/folderid");
        long file = owner.uploadTo(folder, "shared.txt", TEXT).number("metadata/0/fileid");
        Person friend = latchkey.newPerson();
        latchkey.internal(Service.AUTH).grant(friend, folder, "READ", "SEND");
        Await.until("the grant counts", () -> friend.api().call("stat", "fileid", file), Answer::isOk);

        friend.api().call("getfilepublink", "fileid", file).fails(2026);
        assertThat(latchkey.newPerson()
                        .api()
                        .call("getfilepublink", "fileid", file)
                        .result())
                .as("a stranger need not be told whether there is such a file")
                .isIn(2003, 2009, 2026);
    }

    @ParameterizedTest
    @CsvSource({"deletepublink", "changepublink"})
    void links_that_are_not_ones_own(String method) {
        long link = owner.call("getfilepublink", "fileid", text).ok().number("linkid");
        Api stranger = latchkey.newPerson().api();

        stranger.call(method, "linkid", link, "maxdownloads", 1).fails(2027, "Invalid or already deleted link.");
        owner.call(method, "linkid", Long.MAX_VALUE, "maxdownloads", 1).fails(2027);
        owner.call(method, "maxdownloads", 1).fails(1030, "Please provide 'linkid'.");
        visitor.call(method, "linkid", link, "maxdownloads", 1).fails(1000);
        owner.call("deletepublink", "linkid", link).ok();
        owner.call(method, "linkid", link, "maxdownloads", 1).fails(2027);
    }

    @Test
    void moments_that_are_none() {
        owner.call("getfilepublink", "fileid", text, "expire", "someday")
                .fails(1013, "Date/time format not understood.");
        long link = owner.call("getfilepublink", "fileid", text).ok().number("linkid");
        owner.call("changepublink", "linkid", link, "expire", "someday").fails(1013);
    }

    private String link(Object... limits) {
        Object[] parameters = new Object[limits.length + 2];
        parameters[0] = "fileid";
        parameters[1] = text;
        System.arraycopy(limits, 0, parameters, 2, limits.length);
        return owner.call("getfilepublink", parameters).ok().text("code");
    }
}
