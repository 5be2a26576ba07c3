package dev.latchkey.auth.session;

import static dev.latchkey.auth.TestAccount.from;
import static dev.latchkey.auth.TestAccount.newAddress;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class ListTokensApiTest {

    @Inject
    MutableClock clock;

    @Test
    void lists_ones_own_tokens_oldest_first_with_their_times() {
        TestAccount ann = TestAccount.register();
        TestAccount.register();
        long now = clock.instant().getEpochSecond();
        ann.logsIn("login").with("getauth", 1).with("device", "Ann's phone").ok();
        ann.logsIn("login")
                .with("getauth", 1)
                .header("User-Agent", "rclone/1.75")
                .with("authexpire", 50)
                .ok();
        Reply reply = ann.calls("listtokens").with("timeformat", "timestamp").ok();
        reply.has("tokens.size()", 3)
                .has("tokens[0].device", "registration")
                .has("tokens[0].created", now)
                .has("tokens[0].expires", now + 31_536_000)
                .has("tokens[0].expires_inactive", now + 2_678_400)
                .has("tokens[1].device", "Ann's phone")
                .has("tokens[2].device", "rclone/1.75")
                .has("tokens[2].expires", now + 50)
                .has("tokens[2].expires_inactive", now + 50);
        assertThat(reply.text()).doesNotContain(ann.auth());
    }

    @Test
    void use_is_written_down_once_a_minute_at_most() {
        TestAccount ann = TestAccount.register();
        long now = clock.instant().getEpochSecond();
        clock.advance(Duration.ofSeconds(59));
        ann.calls("listtokens").with("timeformat", "timestamp").ok().has("tokens[0].expires_inactive", now + 2_678_400);
        clock.advance(Duration.ofSeconds(1));
        ann.calls("listtokens")
                .with("timeformat", "timestamp")
                .ok()
                .has("tokens[0].expires_inactive", now + 60 + 2_678_400);
    }

    @Test
    void odd_device_names_are_kept_harmless() {
        TestAccount ann = TestAccount.register();
        ann.logsIn("login")
                .with("getauth", 1)
                .with("device", "<b>" + "x".repeat(5000) + "\n")
                .ok();
        String device = ann.calls("listtokens").ok().string("tokens[1].device");
        assertThat(device).hasSize(200).startsWith("<b>x");
    }

    @Test
    void needs_a_log_in() {
        from(newAddress(), "listtokens").fails(ApiError.LOG_IN_REQUIRED);
    }
}
