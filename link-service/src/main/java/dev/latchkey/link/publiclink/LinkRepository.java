package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rows of {@code link}. */
@ApplicationScoped
class LinkRepository implements PanacheRepository<LinkEntity> {

    /** The one statement that makes N+1 concurrent visitors of a link for N downloads get exactly N. */
    private static final String COUNT_DOWNLOAD = """
            UPDATE link
               SET downloads = downloads + 1
             WHERE id = :id
               AND deleted IS NULL
               AND (expires IS NULL OR expires > :now)
               AND (max_downloads IS NULL OR downloads < max_downloads)
               AND (max_traffic IS NULL OR traffic < max_traffic)
            """;

    /**
     * Adds bytes, never beyond what a bigint holds; the bytes that reach the limit also end the URLs handed out so far.
     */
    private static final String ADD_TRAFFIC = """
            UPDATE link
               SET traffic = CAST(LEAST(CAST(traffic AS numeric) + :bytes, 9223372036854775807) AS bigint),
                   version = version + CASE WHEN traffic < max_traffic AND max_traffic - traffic <= :bytes THEN 1 ELSE 0 END
             WHERE id = :id
            RETURNING version, COALESCE(traffic >= max_traffic AND traffic - :bytes < max_traffic, FALSE)
            """;

    /**
     * Lets one transaction at a time look for, and then make, a link of this owner; other owners rarely share the key
     * and only wait a moment.
     */
    private static final String ONE_MAKER_PER_OWNER =
            "SELECT pg_advisory_xact_lock(1, CAST(:owner % 2147483647 AS integer))";

    Optional<LinkEntity> byCode(LinkCode code) {
        return find(code.isShort() ? "shortCode" : "code", code.value()).firstResultOptional();
    }

    Optional<LinkEntity> byNumber(LinkNumber number) {
        return find("publicNumber", number.value()).firstResultOptional();
    }

    List<LinkEntity> ofOwner(AccountId owner) {
        return list("owner = ?1 and deleted is null order by id", owner.value());
    }

    List<LinkEntity> ofOwner(AccountId owner, LinkTarget target) {
        return switch (target) {
            case LinkTarget.OneFile(var file) ->
                list("owner = ?1 and file = ?2 and deleted is null order by id", owner.value(), file.value());
            case LinkTarget.Folder(long folder) ->
                list("owner = ?1 and folder = ?2 and deleted is null order by id", owner.value(), folder);
        };
    }

    /** The owner's link, locked until the transaction ends. */
    Optional<LinkEntity> owned(AccountId owner, LinkId link) {
        return find("id = ?1 and owner = ?2 and deleted is null", link.value(), owner.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** Reads a row anew and keeps others from changing it until the transaction ends. */
    void lock(LinkEntity row) {
        getEntityManager().refresh(row, LockModeType.PESSIMISTIC_WRITE);
    }

    void oneMakerPerOwner(AccountId owner) {
        getEntityManager()
                .createNativeQuery(ONE_MAKER_PER_OWNER, Object.class)
                .setParameter("owner", owner.value())
                .getResultList();
    }

    /** Whether the download was still allowed, and is counted now. */
    boolean countDownload(LinkId link, Instant now) {
        return getEntityManager()
                        .createNativeQuery(COUNT_DOWNLOAD)
                        .setParameter("id", link.value())
                        .setParameter("now", now)
                        .executeUpdate()
                == 1;
    }

    /** Adds bytes to a link; the new version if these reached its limit. */
    Optional<Integer> addTraffic(LinkTraffic used) {
        return getSession()
                .createNativeQuery(ADD_TRAFFIC, Object[].class)
                .setParameter("id", used.link().value())
                .setParameter("bytes", used.bytes())
                .getResultStream()
                .filter(row -> (Boolean) row[1])
                .map(row -> (Integer) row[0])
                .findFirst();
    }
}
