package dev.latchkey.protocol.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.testing.PostgresResource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

@Timeout(60)
class SchemaTest {

    private static final int REPLICAS = 8;
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
        migrate();
        assertThat(schema.isUpToDate()).isFalse();

        schema.note();
        assertThat(schema.isUpToDate()).isTrue();
        assertThat(ofAnotherBuild.isUpToDate()).isFalse();

        ofAnotherBuild.note();
        assertThat(ofAnotherBuild.isUpToDate()).isTrue();
        assertThat(schema.isUpToDate()).isFalse();
    }

    @Test
    void the_note_goes_with_the_table_and_is_worth_nothing_without_its_rows() throws SQLException {
        migrate();
        schema.note();

        execute("DELETE FROM flyway_schema_history");
        assertThat(schema.isUpToDate()).isFalse();

        execute("DROP TABLE flyway_schema_history");
        migrate();
        assertThat(schema.isUpToDate()).isFalse();
    }

    @Test
    void a_start_migrates_until_it_is_noted_that_this_build_has() {
        List<Integer> migrations = new ArrayList<>();
        for (int start = 1; start <= 3; start++) {
            int number = start;
            SchemaAtStart.bringUpToDate(schema, () -> {
                migrations.add(number);
                migrate();
            });
        }
        SchemaAtStart.bringUpToDate(ofAnotherBuild, () -> migrations.add(4));
        SchemaAtStart.bringUpToDate(ofAnotherBuild, () -> migrations.add(5));

        assertThat(migrations).containsExactly(1, 4);
    }

    @Test
    void a_migration_that_fails_is_not_noted() {
        assertThatThrownBy(() -> SchemaAtStart.bringUpToDate(schema, () -> {
                    migrate();
                    throw new IllegalStateException("half done");
                }))
                .hasMessage("half done");

        List<String> again = new ArrayList<>();
        SchemaAtStart.bringUpToDate(schema, () -> again.add("migrated"));
        assertThat(again).containsExactly("migrated");
    }

    @Test
    void replicas_that_start_at_once_all_come_up_and_know_it_the_next_time() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(REPLICAS)) {
            CyclicBarrier start = new CyclicBarrier(REPLICAS);
            List<Future<?>> replicas = new ArrayList<>();
            for (int i = 0; i < REPLICAS; i++) {
                replicas.add(threads.submit(() -> {
                    start.await();
                    SchemaAtStart.bringUpToDate(schema, SchemaTest::migrateOneByOne);
                    return null;
                }));
            }
            for (Future<?> replica : replicas) {
                replica.get();
            }
        }

        assertThat(schema.isUpToDate()).isTrue();
    }

    @Test
    void a_database_that_cannot_be_asked_is_left_to_the_migration() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setUrl("jdbc:postgresql://127.0.0.1:1/nothing");

        assertThatThrownBy(() -> SchemaAtStart.bringUpToDate(new Schema(away, 1), () -> {
                    throw new IllegalStateException("waited in vain");
                }))
                .hasMessage("waited in vain");
    }

    private static void migrate() {
        try {
            execute("CREATE TABLE flyway_schema_history (installed_rank integer)");
            execute("INSERT INTO flyway_schema_history VALUES (1), (2)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As Flyway does: who comes later waits, and finds it done. */
    private static synchronized void migrateOneByOne() {
        try {
            execute("CREATE TABLE IF NOT EXISTS flyway_schema_history (installed_rank integer)");
            execute("INSERT INTO flyway_schema_history SELECT 1 WHERE NOT EXISTS (TABLE flyway_schema_history)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }
}
