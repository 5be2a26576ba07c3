package dev.latchkey.auth.internal;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class DecideTest {

    @Inject
    Neighbour neighbour;

    private static Map<String, Object> may(TestAccount account, String right, TestAccount owner, long... folders) {
        return may(account.id().value(), right, owner.id().value(), folders);
    }

    private static Map<String, Object> may(long account, String right, long owner, long... folders) {
        return Map.of("account", account, "right", right, "owner", owner, "folders", folders);
    }

    private ValidatableResponse decide(Object... questions) {
        return neighbour
                .posts("/internal/decisions", Map.of("questions", List.of(questions)))
                .statusCode(200);
    }

    private void give(TestAccount account, long folder, String... rights) {
        neighbour
                .puts("/internal/grants", Map.of("account", account.id().value(), "folder", folder, "rights", rights))
                .statusCode(204);
    }

    @Test
    void many_questions_get_their_answers_in_order() {
        TestAccount ann = TestAccount.register();
        TestAccount bob = TestAccount.register();
        long shared = 1_000_000 + ann.id().value();
        give(bob, shared, "READ", "SEND");
        decide(
                        may(ann, "DELETE", ann, 1),
                        may(bob, "READ", ann, 7, shared, 1),
                        may(bob, "SEND", ann, shared),
                        may(bob, "DELETE", ann, 7, shared, 1),
                        may(bob, "READ", ann, 1),
                        may(999_999_999, "READ", ann.id().value(), shared))
                .body(
                        "decisions.verdict",
                        contains("ALLOWED", "ALLOWED", "ALLOWED", "DENIED", "DENIED", "UNKNOWN_ACCOUNT"));
    }

    @Test
    void a_revoked_grant_and_a_closed_account_end_it() {
        TestAccount ann = TestAccount.register();
        TestAccount bob = TestAccount.register();
        long shared = 1_000_000 + ann.id().value();
        give(bob, shared, "SEND");
        decide(may(bob, "SEND", ann, shared)).body("decisions.verdict", contains("ALLOWED"));
        neighbour
                .puts("/internal/accounts/" + bob.id() + "/status", Map.of("active", false))
                .statusCode(204);
        decide(may(bob, "SEND", ann, shared), may(bob, "READ", bob, 1))
                .body("decisions.verdict", contains("DENIED", "DENIED"))
                .body("decisions[0].reason", containsString("closed"));
        neighbour
                .puts("/internal/accounts/" + bob.id() + "/status", Map.of("active", true))
                .statusCode(204);
        decide(may(bob, "SEND", ann, shared)).body("decisions.verdict", contains("ALLOWED"));
        give(bob, shared);
        decide(may(bob, "SEND", ann, shared)).body("decisions.verdict", contains("DENIED"));
    }

    @Test
    void no_questions_no_answers() {
        decide().body("decisions", empty());
    }

    @Test
    void there_must_be_an_account_to_give_rights_to_or_to_close() {
        neighbour
                .puts("/internal/grants", Map.of("account", 999_999_999, "folder", 1, "rights", List.of("READ")))
                .statusCode(404);
        neighbour
                .puts("/internal/accounts/999999999/status", Map.of("active", false))
                .statusCode(404);
    }
}
