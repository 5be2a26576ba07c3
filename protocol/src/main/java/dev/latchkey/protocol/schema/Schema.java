package dev.latchkey.protocol.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A note in the database that a build of a program has brought its schema up to date. It is a comment on the table of what was
 * migrated, so it goes wherever the schema goes, into backups and out of them.
 *
 * @param database whose schema it is
 * @param build    a number that no other build of the program has
 */
record Schema(DataSource database, long build) {

    private static final String READ = "SELECT obj_description(to_regclass('flyway_schema_history'), 'pg_class')";
    private static final String WRITE = "COMMENT ON TABLE flyway_schema_history IS '%x'";

    /** Whether nothing is to be done. Schemas only go forward: what a build has done once stays done. */
    boolean isUpToDate() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet note = statement.executeQuery(READ)) {
            return note.next() && Long.toHexString(build).equals(note.getString(1));
        }
    }

    /** Notes that all was done; there is a table of it. */
    void note() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(WRITE.formatted(build));
        }
    }
}
