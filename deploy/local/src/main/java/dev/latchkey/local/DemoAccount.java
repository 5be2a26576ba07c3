package dev.latchkey.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.local.demo.Account;
import dev.latchkey.local.demo.Api;
import dev.latchkey.local.demo.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/** An account to try things with: opened through the API on the first start, its password kept in the state folder. */
final class DemoAccount {

    private static final String MAIL = "demo@example.com";
    private static final int EMAIL_TAKEN = 2038;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DemoAccount() {}

    /**
     * The account, opened if it is not there yet.
     *
     * @throws CannotStart the API refuses it
     */
    static Account open(Path file, Api api, SecureRandom random) throws IOException {
        // Written first: a crash after the registration must not lose the password.
        PrivateFiles.once(
                file,
                () -> JSON.createObjectNode()
                                .put("mail", MAIL)
                                .put("password", Secrets.password(random))
                                .toPrettyString()
                        + "\n");
        JsonNode kept = JSON.readTree(Files.readString(file));
        Account account =
                new Account(kept.path("mail").asText(), kept.path("password").asText());
        Reply reply = api.call(
                "register", Map.of("mail", account.mail(), "password", account.password(), "termsaccepted", "yes"));
        if (reply.result() != 0 && reply.result() != EMAIL_TAKEN) {
            throw new CannotStart("The demo account cannot be opened: %d %s".formatted(reply.result(), reply.error()));
        }
        return account;
    }
}
