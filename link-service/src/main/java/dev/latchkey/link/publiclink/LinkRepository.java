package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** The rows of {@code link}. */
@ApplicationScoped
class LinkRepository implements PanacheRepository<LinkEntity> {

    private static final String BY_ID = "from LinkEntity where id = ?1";
    private static final String BY_CODE = "from LinkEntity where code = ?1";
    private static final String BY_SHORT_CODE = "from LinkEntity where shortCode = ?1";
    private static final String BY_NUMBER = "from LinkEntity where publicNumber = ?1";

    /**
     * The one statement that makes N+1 concurrent visitors of a link for N downloads get exactly N: what is left is
     * looked at when the row is locked. Without a limit the lesser of the two is what is wanted.
     */
    private static final String COUNT_DOWNLOADS = """
            WITH room AS (
                SELECT id, LEAST(CAST(? AS bigint), max_downloads - downloads) AS granted
                  FROM link
                 WHERE id = ?
                   AND deleted IS NULL
                   AND (expires IS NULL OR expires > ?)
                   AND (max_downloads IS NULL OR downloads < max_downloads)
                   AND (max_traffic IS NULL OR traffic < max_traffic)
                   FOR UPDATE)
            UPDATE link
               SET downloads = link.downloads + room.granted
              FROM room
             WHERE link.id = room.id
            RETURNING room.granted
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

    private final SessionFactory sessions;
    private final DataSource database;

    LinkRepository(SessionFactory sessions, DataSource database) {
        this.sessions = sessions;
        this.database = database;
    }

    Optional<PublicLink> byCode(LinkCode code) {
        return read(code.isShort() ? BY_SHORT_CODE : BY_CODE, code.value());
    }

    Optional<PublicLink> byNumber(LinkNumber number) {
        return read(BY_NUMBER, number.value());
    }

    Optional<PublicLink> byId(LinkId link) {
        return read(BY_ID, link.value());
    }

    /** Reads a link as every visit does: one question, no transaction around it, nothing to keep. */
    private Optional<PublicLink> read(String question, Object address) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            return session.createSelectionQuery(question, LinkEntity.class)
                    .setParameter(1, address)
                    .uniqueResultOptional()
                    .map(LinkEntity::link);
        }
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

    /**
     * Counts downloads, as many as are still allowed; says how many. The statement is a transaction by itself.
     *
     * @param wanted at least 1
     */
    int countDownloads(LinkId link, int wanted, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement count = connection.prepareStatement(COUNT_DOWNLOADS)) {
            count.setInt(1, wanted);
            count.setLong(2, link.value());
            count.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            try (ResultSet granted = count.executeQuery()) {
                return granted.next() ? granted.getInt(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("downloads cannot be counted", e);
        }
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
