package dev.latchkey.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.Label;
import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SessionsTest {

    @Inject
    Sessions sessions;

    @Inject
    SessionRepository rows;

    @Inject
    FamiliarAddresses familiar;

    @Inject
    MutableClock clock;

    @Test
    void an_account_has_at_most_five_hundred_and_loses_those_unused_for_longest() {
        TestAccount ann = TestAccount.register();
        TokenLifetime lifetime = TokenLifetime.of(Optional.empty(), Optional.empty());
        AuthToken kept = sessions.open(ann.id(), lifetime, new Label("kept"));
        clock.advance(Duration.ofMinutes(2));
        assertThat(sessions.use(kept)).contains(ann.id());
        for (int i = 0; i < 499; i++) {
            sessions.open(ann.id(), lifetime, new Label("more"));
        }
        assertThat(sessions.list(ann.id())).hasSize(500);
        assertThat(sessions.use(kept)).contains(ann.id());
        assertThat(sessions.use(new AuthToken(ann.auth()))).isEmpty();
    }

    @Test
    void sessions_that_are_over_are_swept() {
        TestAccount ann = TestAccount.register();
        sessions.open(ann.id(), TokenLifetime.of(Optional.of(10L), Optional.empty()), new Label("short"));
        assertThat(rows.count("account", ann.id().value())).isEqualTo(2);
        clock.advance(Duration.ofSeconds(10));
        sessions.deleteOver();
        assertThat(rows.count("account", ann.id().value())).isEqualTo(1);
    }

    @Test
    void an_address_becomes_familiar_by_logging_in_and_strange_again_in_time() {
        TestAccount ann = TestAccount.register();
        String place = TestAccount.newAddress();
        assertThat(familiar.contains(ann.id(), place)).isFalse();
        ann.guesses("login", place).send();
        assertThat(familiar.contains(ann.id(), place)).isFalse();
        ann.logsIn("login", place).ok();
        assertThat(familiar.contains(ann.id(), place)).isTrue();
        clock.advance(Duration.ofDays(89));
        ann.logsIn("login", place).ok();
        clock.advance(Duration.ofDays(89));
        assertThat(familiar.contains(ann.id(), place)).isTrue();
        clock.advance(Duration.ofDays(1));
        assertThat(familiar.contains(ann.id(), place)).isFalse();
        familiar.forgetOld();
        assertThat(familiar.count("account = ?1 and address = ?2", ann.id().value(), place))
                .isZero();
    }
}
