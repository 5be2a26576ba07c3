package dev.latchkey.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.testing.PostgresResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class SchemaTest {

    private static final PostgresResource POSTGRES = new PostgresResource();
    private static final PGSimpleDataSource DATABASE = new PGSimpleDataSource();

    private final Schema schema = new Schema(DATABASE, 0x1f00);
    private final Schema ofAnotherBuild = new Schema(DATABASE, -0x1f01);

    @BeforeAll
    static void start() {
        Map<String, String> settings = POSTGRES.start();
        DATABASE.setUrl(settings.get("quarkus.datasource.jdbc.url"));
        DATABASE.setUser(settings.get("quarkus.datasource.username"));
        DATABASE.setPassword(settings.get("quarkus.datasource.password"));
    }

    @AfterAll
    static void stop() {
        POSTGRES.stop();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("DROP TABLE IF EXISTS flyway_schema_history");
    }

    @Test
    void an_empty_database_is_not_up_to_date_and_cannot_be_called_so() throws SQLException {
        assertThat(schema.isUpToDate()).isFalse();
        assertThatThrownBy(schema::note).isInstanceOf(SQLException.class);
        assertThat(schema.isUpToDate()).isFalse();
    }

    @Test
    void what_was_migrated_is_up_to_date_once_it_is_noted_for_that_build_only() throws SQLException {
        execute("CREATE TABLE flyway_schema_history (version text)");
        assertThat(schema.isUpToDate()).isFalse();

        schema.note();
        assertThat(schema.isUpToDate()).isTrue();
        assertThat(ofAnotherBuild.isUpToDate()).isFalse();

        ofAnotherBuild.note();
        assertThat(ofAnotherBuild.isUpToDate()).isTrue();
        assertThat(schema.isUpToDate()).isFalse();
    }

    @Test
    void the_note_goes_with_the_schema() throws SQLException {
        execute("CREATE TABLE flyway_schema_history (version text)");
        schema.note();

        execute("DROP TABLE flyway_schema_history");
        execute("CREATE TABLE flyway_schema_history (version text)");

        assertThat(schema.isUpToDate()).isFalse();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
