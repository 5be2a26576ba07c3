package dev.latchkey.auth.session;

import static dev.latchkey.protocol.error.ApiError.INVALID_ACCESS_TOKEN;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;
import static dev.latchkey.protocol.error.ApiError.LOG_IN_REQUIRED;

import dev.latchkey.auth.Label;
import dev.latchkey.auth.account.Account;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.value.AccountId;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Judges credentials from this service's own tables. Of several kinds the first of these counts, and the others are not
 * looked at: user name with password (somebody logs in, whatever stale token their client still carries), {@code auth},
 * {@code access_token}, Bearer.
 *
 * <p>{@code getauth} opens a session after a password; with {@code auth} it gives that same token back; a Bearer or
 * OAuth token is never exchanged for a session, which would outlive it.
 */
@Singleton
final class LocalCallers implements Callers {

    private final Accounts accounts;
    private final PasswordLogin passwordLogin;
    private final Sessions sessions;
    private final UserTokens userTokens;

    LocalCallers(Accounts accounts, PasswordLogin passwordLogin, Sessions sessions, UserTokens userTokens) {
        this.accounts = accounts;
        this.passwordLogin = passwordLogin;
        this.sessions = sessions;
        this.userTokens = userTokens;
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        if (credentials.username().isPresent() && credentials.password().isPresent()) {
            return byPassword(credentials);
        }
        if (credentials.auth().isPresent()) {
            String auth = credentials.auth().get();
            Account account = active(sessions.use(new AuthToken(auth))).orElseThrow(LOG_IN_FAILED::exception);
            return new Identified(account.caller(), credentials.getAuth() ? Optional.of(auth) : Optional.empty());
        }
        Optional<String> token = credentials.accessToken().or(credentials::bearer);
        if (token.isPresent()) {
            Account account = active(bearer(token.get())).orElseThrow(INVALID_ACCESS_TOKEN::exception);
            return new Identified(account.caller(), Optional.empty());
        }
        LOG_IN_FAILED.when(credentials.username().isPresent());
        throw LOG_IN_REQUIRED.exception();
    }

    private Identified byPassword(IdentifyRequest credentials) {
        Account account = passwordLogin.logIn(
                credentials.username().orElseThrow(),
                credentials.password().orElseThrow(),
                credentials.remoteAddress());
        if (!credentials.getAuth()) {
            return new Identified(account.caller(), Optional.empty());
        }
        AuthToken token = sessions.open(
                account.id(),
                TokenLifetime.of(credentials.authExpire(), credentials.authInactiveExpire()),
                new Label(credentials.device().orElse("")));
        return new Identified(account.caller(), Optional.of(token.value()));
    }

    /** A JWT of ours, or a session token: clients put either into {@code access_token} and Bearer. */
    private Optional<AccountId> bearer(String token) {
        return token.indexOf('.') >= 0 ? userTokens.read(token) : sessions.use(new AuthToken(token));
    }

    private Optional<Account> active(Optional<AccountId> account) {
        return account.flatMap(accounts::find).filter(Account::active);
    }
}
