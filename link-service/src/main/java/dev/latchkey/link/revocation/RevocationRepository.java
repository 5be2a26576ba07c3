package dev.latchkey.link.revocation;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The rows of {@code revocation}. */
@ApplicationScoped
class RevocationRepository implements PanacheRepository<RevocationEntity> {

    /**
     * Held until commit. Numbers of a sequence become visible in the order of commits, not in theirs; with one writer
     * at a time the two are the same, so a reader that has seen N can ask for what comes after N and miss nothing.
     */
    private static final String ONE_WRITER = "SELECT pg_advisory_xact_lock(2, 0)";

    private static final String LAST_GIVEN = "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM revocation_id";

    void oneWriter() {
        getEntityManager().createNativeQuery(ONE_WRITER, Object.class).getResultList();
    }

    List<RevocationEntity> after(long id, int atMost) {
        return find("id > ?1 order by id", id).page(0, atMost).list();
    }

    /** The largest id given out so far, whether or not its row is still there. */
    long lastGiven() {
        return ((Number) getEntityManager()
                        .createNativeQuery(LAST_GIVEN, Long.class)
                        .getSingleResult())
                .longValue();
    }
}
