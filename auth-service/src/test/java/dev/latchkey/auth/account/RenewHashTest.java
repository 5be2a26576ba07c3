package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.auth.TestAccount;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class RenewHashTest {

    @Inject
    Accounts accounts;

    @Test
    void a_hash_of_another_cost_is_renewed_at_the_next_log_in_and_only_at_a_right_one() {
        TestAccount ann = TestAccount.register();
        MailAddress mail = new MailAddress(ann.mail());
        String old = Argon2Hash.of(ann.password(), new Argon2Cost(64, 1, 1), new SecureRandom())
                .phc();
        accounts.replaceHash(accounts.findLogin(mail).orElseThrow(), old);

        ann.guesses("userinfo", ann.address()).fails(ApiError.LOG_IN_FAILED);
        assertThat(accounts.findLogin(mail).orElseThrow().password()).isEqualTo(old);

        ann.logsIn("userinfo").ok();
        String renewed = accounts.findLogin(mail).orElseThrow().password();
        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");

        ann.logsIn("userinfo").ok();
        assertThat(accounts.findLogin(mail).orElseThrow().password()).isEqualTo(renewed);
    }

    @Test
    void a_password_changed_in_the_meantime_is_not_overwritten() {
        TestAccount ann = TestAccount.register();
        MailAddress mail = new MailAddress(ann.mail());
        StoredLogin before = accounts.findLogin(mail).orElseThrow();
        accounts.replaceHash(before, "changed by somebody");
        accounts.replaceHash(before, "too late");
        assertThat(accounts.findLogin(mail).orElseThrow().password()).isEqualTo("changed by somebody");
    }
}
