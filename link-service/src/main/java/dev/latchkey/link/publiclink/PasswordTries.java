package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.value.LinkId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;

/** Tries of link passwords per link and address, counted in the database so that all replicas count together. */
@ApplicationScoped
class PasswordTries {

    /** Counts one try and tells how many there were in this window; an old window ends here. */
    private static final String TAKE = """
            INSERT INTO password_try (link, address, tries, ends)
            VALUES (:link, :address, 1, :ends)
            ON CONFLICT (link, address) DO UPDATE
               SET tries = CASE WHEN password_try.ends <= :now THEN 1 ELSE LEAST(password_try.tries, 1000000) + 1 END,
                   ends = CASE WHEN password_try.ends <= :now THEN :ends ELSE password_try.ends END
            RETURNING tries
            """;

    private static final String GIVE_BACK = """
            UPDATE password_try
               SET tries = tries - 1
             WHERE link = :link AND address = :address AND tries > 0
            """;

    private static final String USED_UP = """
            SELECT count(*)
              FROM password_try
             WHERE link = :link AND address = :address AND ends > :now AND tries >= :allowed
            """;

    private static final String PRUNE = "DELETE FROM password_try WHERE ends <= :now";

    private final EntityManager database;
    private final PasswordConfig config;
    private final Clock clock;

    PasswordTries(EntityManager database, PasswordConfig config, Clock clock) {
        this.database = database;
        this.config = config;
        this.clock = clock;
    }

    /** Counts a try before it is judged; whether it may be judged at all. */
    @Transactional
    boolean take(LinkId link, String address) {
        Instant now = clock.instant();
        int tries = (Integer) database.createNativeQuery(TAKE, Integer.class)
                .setParameter("link", link.value())
                .setParameter("address", network(address))
                .setParameter("now", now)
                .setParameter("ends", now.plus(config.window()))
                .getSingleResult();
        return tries <= config.tries();
    }

    /** Whether another try would be judged. */
    @Transactional
    boolean areLeft(LinkId link, String address) {
        long usedUp = (Long) database.createNativeQuery(USED_UP, Long.class)
                .setParameter("link", link.value())
                .setParameter("address", network(address))
                .setParameter("now", clock.instant())
                .setParameter("allowed", config.tries())
                .getSingleResult();
        return usedUp == 0;
    }

    /** Takes a try back that was right. */
    @Transactional
    void giveBack(LinkId link, String address) {
        database.createNativeQuery(GIVE_BACK)
                .setParameter("link", link.value())
                .setParameter("address", network(address))
                .executeUpdate();
    }

    /** Forgets windows that are over. */
    @Scheduled(every = "10m", delayed = "1m")
    @Transactional
    void prune() {
        database.createNativeQuery(PRUNE).setParameter("now", clock.instant()).executeUpdate();
    }

    /**
     * Who counts as one guesser: an IPv4 address, or the network of an IPv6 address, since a single host commands 2^64
     * of those.
     */
    static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            if (parsed instanceof Inet6Address) {
                return new BigInteger(1, parsed.getAddress()).shiftRight(64).toString(16) + "::/64";
            }
            return parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
