package dev.latchkey.auth.session;

import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;

import dev.latchkey.auth.Network;
import dev.latchkey.auth.account.Account;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.auth.account.MailAddress;
import dev.latchkey.auth.account.Passwords;
import dev.latchkey.auth.account.StoredLogin;
import dev.latchkey.auth.session.LoginThrottle.Attempt;
import dev.latchkey.protocol.value.AccountId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks a user name and password. Everything is done alike whether there is such an account or not, down to hashing
 * the password: neither reply nor time tells which addresses have one.
 */
@Singleton
final class PasswordLogin {

    private static final AccountId NOBODY = new AccountId(0);

    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final FamiliarAddresses familiar;
    private final Counter throttled;

    PasswordLogin(
            Accounts accounts,
            Passwords passwords,
            LoginThrottle throttle,
            FamiliarAddresses familiar,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.familiar = familiar;
        this.throttled = Counter.builder("latchkey.logins.throttled")
                .description("Log-ins answered 4000")
                .register(metrics);
    }

    /**
     * The account that the password is right for.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2000 if it is wrong or the account closed, 4000 if it was not
     *     looked at
     */
    Account logIn(String username, String password, String remoteAddress) {
        String address = Network.subscriberOf(remoteAddress);
        Optional<MailAddress> mail = MailAddress.find(username);
        Optional<StoredLogin> login = mail.flatMap(accounts::findLogin);
        AccountId id = login.map(found -> found.account().id()).orElse(NOBODY);
        Attempt attempt = new Attempt(mail.map(MailAddress::key).orElse(""), address, familiar.contains(id, address));

        admit(attempt);
        boolean right = passwords.isRight(
                login.map(StoredLogin::password), password, () -> admit(attempt), () -> throttle.countWrong(attempt));

        StoredLogin proved =
                login.filter(found -> right && found.account().active()).orElseThrow(LOG_IN_FAILED::exception);
        familiar.remember(id, address);
        accounts.renewHash(proved, password);
        return proved.account();
    }

    private void admit(Attempt attempt) {
        if (!throttle.admits(attempt)) {
            throttled.increment();
            throw TOO_MANY_LOGIN_TRIES.exception();
        }
    }
}
