package dev.latchkey.auth.session;

import dev.latchkey.protocol.value.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class SessionRepository implements PanacheRepository<SessionEntity> {

    private static final String DROP_SURPLUS = """
            DELETE FROM session
            WHERE id IN (SELECT id FROM session WHERE account = :account ORDER BY used DESC, id DESC OFFSET :most)
            """;

    Optional<SessionEntity> findAlive(AuthToken token, Instant now) {
        return find("fingerprint = ?1 and unusedUntil > ?2", token.fingerprint(), now)
                .firstResultOptional();
    }

    List<SessionEntity> listAlive(AccountId account, Instant now) {
        return list("account = ?1 and unusedUntil > ?2 order by id", account.value(), now);
    }

    /** Writes down a use. Of several at once the latest counts. */
    void touch(SessionEntity session, Instant now) {
        update(
                "used = ?1, unusedUntil = ?2 where id = ?3 and used < ?1",
                now,
                TokenLifetime.unusedUntil(now, session.unused(), session.end),
                session.id);
    }

    void dropSurplus(AccountId account, int most) {
        getEntityManager()
                .createNativeQuery(DROP_SURPLUS)
                .setParameter("account", account.value())
                .setParameter("most", most)
                .executeUpdate();
    }
}
