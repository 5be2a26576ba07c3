package dev.latchkey.auth.session;

import dev.latchkey.protocol.value.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * From where accounts logged in with the right password. In the database, so that a restart makes nobody a stranger.
 */
@ApplicationScoped
class FamiliarAddresses implements PanacheRepositoryBase<FamiliarAddressEntity, FamiliarAddressEntity.Key> {

    /** A date old enough to be told from today's is all that is needed: one write a day. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private static final String REMEMBER = """
            INSERT INTO familiar_address (account, address, seen)
            VALUES (:account, :address, :now)
            ON CONFLICT (account, address) DO UPDATE SET seen = excluded.seen WHERE familiar_address.seen < :outdated
            """;

    private final ThrottleConfig config;
    private final Clock clock;

    FamiliarAddresses(ThrottleConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** Whether the account logged in from there within the time configured. */
    @Transactional
    boolean contains(AccountId account, String address) {
        return count("account = ?1 and address = ?2 and seen > ?3", account.value(), address, oldest()) > 0;
    }

    @Transactional
    void remember(AccountId account, String address) {
        Instant now = clock.instant();
        getEntityManager()
                .createNativeQuery(REMEMBER)
                .setParameter("account", account.value())
                .setParameter("address", address)
                .setParameter("now", now)
                .setParameter("outdated", now.minus(PRECISION))
                .executeUpdate();
    }

    @Scheduled(every = "PT6H", delayed = "PT10M")
    @Transactional
    void forgetOld() {
        delete("seen <= ?1", oldest());
    }

    private Instant oldest() {
        return clock.instant().minus(config.familiarFor());
    }
}
