package dev.latchkey.auth.permission;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.GrantRequest;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Grants in PostgreSQL. */
@Singleton
final class JdbcGrants implements Grants {

    private static final String GIVEN = """
            SELECT question.number, bit_or(folder_grant.rights)
            FROM unnest(?, ?, ?) AS question (number, account, folder)
            JOIN folder_grant ON folder_grant.account = question.account AND folder_grant.folder = question.folder
            GROUP BY question.number
            """;

    private static final String PUT = """
            INSERT INTO folder_grant (account, folder, rights, changed)
            VALUES (?, ?, ?, ?)
            ON CONFLICT (account, folder) DO UPDATE SET rights = excluded.rights, changed = excluded.changed
            """;

    private static final String REVOKE = "DELETE FROM folder_grant WHERE account = ? AND folder = ?";

    private final DataSource database;
    private final Clock clock;

    JdbcGrants(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public List<Set<Right>> given(List<AccessQuestion> questions) {
        int[] bits = new int[questions.size()];
        List<Integer> numbers = new ArrayList<>();
        List<Long> accounts = new ArrayList<>();
        List<Long> folders = new ArrayList<>();
        for (int number = 0; number < bits.length; number++) {
            AccessQuestion question = questions.get(number);
            for (Long folder : question.folders()) {
                numbers.add(number);
                accounts.add(question.account().value());
                folders.add(folder);
            }
        }
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(GIVEN)) {
            query.setArray(1, connection.createArrayOf("integer", numbers.toArray()));
            query.setArray(2, connection.createArrayOf("bigint", accounts.toArray()));
            query.setArray(3, connection.createArrayOf("bigint", folders.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    bits[rows.getInt(1)] = rows.getInt(2);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("grants cannot be read", e);
        }
        return Arrays.stream(bits).mapToObj(RightBits::read).toList();
    }

    @Override
    public void put(GrantRequest grant) {
        boolean revoke = grant.rights().isEmpty();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(revoke ? REVOKE : PUT)) {
            statement.setLong(1, grant.account().value());
            statement.setLong(2, grant.folder());
            if (!revoke) {
                statement.setInt(3, RightBits.of(grant.rights()));
                statement.setObject(4, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a grant cannot be written", e);
        }
    }
}
