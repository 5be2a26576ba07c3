package dev.latchkey.auth.session;

import dev.latchkey.auth.Label;
import dev.latchkey.auth.Network;
import dev.latchkey.auth.account.FirstLogin;
import dev.latchkey.protocol.value.AccountId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** All log-ins that last. */
@ApplicationScoped
class Sessions implements FirstLogin {

    private final SecureRandom random = new SecureRandom();
    private final SessionRepository repository;
    private final FamiliarAddresses familiar;
    private final SessionConfig config;
    private final Clock clock;

    Sessions(SessionRepository repository, FamiliarAddresses familiar, SessionConfig config, Clock clock) {
        this.repository = repository;
        this.familiar = familiar;
        this.config = config;
        this.clock = clock;
    }

    /** Opens a session and gives its secret, which is not to be had again. */
    @Transactional
    AuthToken open(AccountId account, TokenLifetime lifetime, Label device) {
        AuthToken token = AuthToken.random(random);
        Instant now = clock.instant();
        SessionEntity session = new SessionEntity();
        session.account = account.value();
        session.fingerprint = token.fingerprint();
        session.device = device.value();
        session.created = now;
        session.used = now;
        session.end = now.plus(lifetime.total());
        session.unusedSeconds = lifetime.unused().toSeconds();
        session.unusedUntil = TokenLifetime.unusedUntil(now, lifetime.unused(), session.end);
        repository.persistAndFlush(session);
        repository.dropSurplus(account, config.perAccount());
        return token;
    }

    @Override
    @Transactional
    public String open(
            AccountId account, String address, Optional<Long> expire, Optional<Long> inactiveExpire, Label device) {
        familiar.remember(account, Network.subscriberOf(address));
        return open(account, TokenLifetime.of(expire, inactiveExpire), device).value();
    }

    /** Whose session the token proves, if any; counts as a use of it. */
    @Transactional
    Optional<AccountId> use(AuthToken token) {
        Instant now = clock.instant();
        Optional<SessionEntity> session = repository.findAlive(token, now);
        session.filter(found -> !found.used.isAfter(now.minus(config.touchInterval())))
                .ifPresent(found -> repository.touch(found, now));
        return session.map(found -> new AccountId(found.account));
    }

    /** The account's sessions that are not over, oldest first. */
    @Transactional
    List<Session> list(AccountId account) {
        return repository.listAlive(account, clock.instant()).stream()
                .map(SessionEntity::toSession)
                .toList();
    }

    /** Ends one of the account's sessions; whether there was such a one. */
    @Transactional
    boolean end(AccountId account, long id) {
        return repository.delete("id = ?1 and account = ?2", id, account.value()) > 0;
    }

    /** Ends the session the token proves, if it is one of the account's; whether it was. */
    @Transactional
    boolean end(AccountId account, AuthToken token) {
        return repository.delete("fingerprint = ?1 and account = ?2", token.fingerprint(), account.value()) > 0;
    }

    @Scheduled(every = "PT1H", delayed = "PT5M")
    @Transactional
    void deleteOver() {
        repository.delete("unusedUntil <= ?1", clock.instant());
    }
}
