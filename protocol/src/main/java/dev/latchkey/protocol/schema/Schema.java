package dev.latchkey.protocol.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A note in the database that a build of a program has brought its schema up to date. It is a comment on the table of what was
 * migrated, so it goes wherever the schema goes, into backups and out of them; and it says how much was migrated, since such a
 * table may come without its rows.
 *
 * @param database whose schema it is
 * @param build    a number that no other build of the program has
 */
record Schema(DataSource database, long build) {

    private static final String READ = "SELECT obj_description(to_regclass('flyway_schema_history'), 'pg_class')";
    private static final String LAST = "SELECT max(installed_rank) FROM flyway_schema_history";

    /** Whether nothing is to be done. Schemas only go forward: what a build has done once stays done. */
    boolean isUpToDate() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            String note = first(statement, READ);
            return note != null && note.equals(note(statement));
        }
    }

    /** Notes that all was done; there is a table of it. */
    void note() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("COMMENT ON TABLE flyway_schema_history IS '" + note(statement) + "'");
        }
    }

    private String note(Statement statement) throws SQLException {
        return Long.toHexString(build) + "/" + first(statement, LAST);
    }

    private static @Nullable String first(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() ? answer.getString(1) : null;
        }
    }
}
