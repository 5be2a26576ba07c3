package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link is worth what its creator's right to send the file is worth, at every visit. */
@WholeSystem
class RightsTest {

    private static final byte[] TEXT = "shared with care".getBytes(StandardCharsets.UTF_8);

    private final Latchkey latchkey;
    private final Person owner;
    private final Api visitor;

    RightsTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
        this.visitor = latchkey.anyone();
    }

    @Test
    void a_deactivated_right_kills_the_link() {
        long folder = owner.api()
                .call("createfolder", "folderid", 0, "name", "shared")
                .ok()
                .number("metadata/folderid");
        long inner = owner.api()
                .call("createfolder", "folderid", folder, "name", "inner")
                .ok()
                .number("metadata/folderid");
        long file = owner.api().uploadTo(inner, "shared.txt", TEXT).number("metadata/0/fileid");
        Person sender = latchkey.newPerson();
        InternalCalls auth = latchkey.internal(Service.AUTH);
        auth.grant(sender, folder, "READ", "SEND");
        Signer signer = Signer.of(latchkey, sender);
        Await.until(
                "the grant counts",
                () -> signer.createFileLink(".json", "file_id", file).body().contains("downloadLink"));
        Answer links = sender.api().call("listpublinks").ok();
        String code = links.text("publinks/0/code");
        visitor.call("getpublinkdownload", "code", code).ok();

        auth.grant(sender, folder, "READ");

        Answer refused = Await.until(
                "the link is dead", () -> visitor.call("getpublinkdownload", "code", code), answer -> !answer.isOk());
        refused.fails(7002, "This link is deleted by the owner.");
        visitor.call("showpublink", "code", code).fails(7002);
        assertThat(signer.createFileLink(".json", "file_id", file).body()).contains("\"error\"");

        auth.grant(sender, folder, "READ", "SEND");
        Await.until("the link lives again", () -> visitor.call("getpublinkdownload", "code", code), Answer::isOk);
    }

    @Test
    void a_closed_account_takes_its_links_with_it() {
        long file = owner.api().upload("mine.txt", TEXT);
        String code = owner.api().call("getfilepublink", "fileid", file).ok().text("code");
        visitor.call("getpublinkdownload", "code", code).ok();
        InternalCalls auth = latchkey.internal(Service.AUTH);

        auth.setActive(owner, false);

        Answer refused = Await.until(
                "the link is dead", () -> visitor.call("getpublinkdownload", "code", code), answer -> !answer.isOk());
        refused.fails(7002);
        Answer stranger =
                Await.until("the account is closed", () -> owner.api().call("listpublinks"), answer -> !answer.isOk());
        stranger.fails(2000);
        visitor.post("userinfo", "username", owner.mail(), "password", owner.password())
                .fails(2000);

        auth.setActive(owner, true);
        Await.until("the link lives again", () -> visitor.call("getpublinkdownload", "code", code), Answer::isOk);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer nonsense",
                "Basic c2VydmljZTpzZWNyZXQ=",
                "Bearer eyJhbGciOiJub25lIn0.eyJpc3MiOiJsYXRjaGtleS1zZXJ2aWNlcyJ9."
            })
    void the_inside_takes_no_other_token(String authorization) {
        String grant = "{\"account\":%d,\"folder\":1,\"rights\":[\"SEND\"]}".formatted(owner.id());

        int status = latchkey.internal(Service.AUTH).status("/internal/grants", grant, authorization);

        assertThat(status).isBetween(400, 499);
    }

    @Test
    void the_inside_takes_no_users_token_and_is_not_to_be_reached_from_outside() {
        String grant = "{\"account\":%d,\"folder\":1,\"rights\":[\"SEND\"]}".formatted(owner.id());

        assertThat(latchkey.internal(Service.AUTH).status("/internal/grants", grant, "Bearer " + owner.token()))
                .isBetween(400, 499);
        for (String path : new String[] {
            "internal/grants", "q/metrics", "q/health/ready", "c/../q/metrics", "c/%2e%2e/internal/files"
        }) {
            assertThat(latchkey.fetch(URI.create(latchkey.stack().https() + "/" + path))
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
