package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.link.remote.Neighbour.Answer;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.DecisionReply;
import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a real server that is right, slow, broken or gone. */
@QuarkusTest
class RestPermissionsTest implements PermissionsContract {

    private static final String PATH = "/internal/decisions";

    @Inject
    RestPermissions permissions;

    @Inject
    ObjectMapper json;

    @Inject
    CircuitBreakerMaintenance breakers;

    @ConfigProperty(name = FreePort.PORT)
    int port;

    private final InMemoryPermissions behind = new InMemoryPermissions();
    private Neighbour authService;

    @BeforeEach
    void start() throws IOException {
        breakers.resetAll();
        authService = new Neighbour(port).on(PATH, body -> Answer.ok(answer(body)));
    }

    @AfterEach
    void stop() {
        authService.close();
        breakers.resetAll();
    }

    @Override
    public Permissions permissions() {
        return permissions;
    }

    @Override
    public InMemoryPermissions grants() {
        return behind;
    }

    @Override
    public void goAway() {
        authService.close();
    }

    @Test
    void an_answer_is_remembered_for_less_than_a_second() throws InterruptedException {
        AccountId owner = account();
        AccessQuestion question = PermissionsContract.ask(owner, Right.SEND, owner);
        assertThat(permissions.decide(question)).isEqualTo(Verdict.ALLOWED);
        assertThat(permissions.decide(question)).isEqualTo(Verdict.ALLOWED);
        assertThat(authService.calls(PATH)).isEqualTo(1);
        behind.close(owner);
        Thread.sleep(1_000);
        assertThat(permissions.decide(question)).isEqualTo(Verdict.UNKNOWN_ACCOUNT);
        assertThat(authService.calls(PATH)).isEqualTo(2);
    }

    @Test
    void no_answer_is_never_remembered_and_never_a_yes() {
        AccountId owner = account();
        AccessQuestion question = PermissionsContract.ask(owner, Right.SEND, owner);
        authService.on(PATH, body -> new Answer(500, "{}"));
        assertNoAnswer(question);
        assertThat(authService.calls(PATH)).isEqualTo(2);
        authService.on(PATH, body -> Answer.ok(answer(body)));
        assertThat(permissions.decide(question)).isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void a_server_that_says_nothing_is_given_up_soon() {
        AccountId owner = account();
        authService.silentOn(PATH);
        long started = System.nanoTime();
        assertNoAnswer(PermissionsContract.ask(owner, Right.SEND, owner));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yes",
                "{}",
                "{\"decisions\":[]}",
                "{\"decisions\":[{\"verdict\":\"MAYBE\",\"reason\":\"\"}]}",
                "{\"decisions\":[{\"reason\":\"\"}]}",
                "{\"decisions\":[null]}",
                "{\"decisions\":[{\"verdict\":\"ALLOWED\",\"reason\":\"\"},{\"verdict\":\"ALLOWED\",\"reason\":\"\"}]}",
            })
    void garbage_is_no_answer(String garbage) {
        AccountId owner = account();
        authService.on(PATH, body -> Answer.ok(garbage));
        assertNoAnswer(PermissionsContract.ask(owner, Right.SEND, owner));
    }

    private String answer(String body) {
        try {
            return json.writeValueAsString(new DecisionsReply(
                    behind.decide(json.readValue(body, DecisionRequest.class).questions()).stream()
                            .map(verdict -> new DecisionReply(verdict, "because"))
                            .toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
