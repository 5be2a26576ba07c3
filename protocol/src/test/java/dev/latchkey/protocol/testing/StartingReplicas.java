package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;

/** Replicas of the service under test that start at the same moment on an empty database. */
public final class StartingReplicas {

    private static final int COUNT = 4;

    /** All that scripts make, and which of them have run. */
    private static final String SCHEMA = """
            SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
                || coalesce(column_default, '')
                FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
                FROM pg_constraint WHERE connamespace = 'public'::regnamespace
            UNION ALL
            SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public'
            UNION ALL
            SELECT 'script ' || installed_rank || ' ' || script || ' ' || success FROM flyway_schema_history
            ORDER BY 1
            """;

    private StartingReplicas() {}

    /**
     * Has each of them migrate with a Flyway of its own, set up as the service's is. All have to come up, each script has to
     * run once, and what comes out has to be what one alone makes.
     */
    public static void assertThatTheyMigrate(Flyway ofTheService) throws Exception {
        int scripts = on(empty("migrated_alone"), ofTheService).migrate().migrationsExecuted;
        String together = empty("migrated_together");
        List<Flyway> replicas =
                Stream.generate(() -> on(together, ofTheService)).limit(COUNT).toList();

        int executed = migrateAtOnce(replicas);

        assertThat(executed).as("scripts that ran").isEqualTo(scripts).isPositive();
        assertThat(schema(together)).isEqualTo(schema(url("migrated_alone"))).isNotEmpty();
    }

    /** Tells how many scripts they have run, all together. */
    private static int migrateAtOnce(List<Flyway> replicas) throws Exception {
        CyclicBarrier start = new CyclicBarrier(replicas.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(replicas.size())) {
            List<Future<Integer>> migrations = replicas.stream()
                    .map(replica -> threads.submit(() -> {
                        start.await();
                        return replica.migrate().migrationsExecuted;
                    }))
                    .toList();
            int executed = 0;
            for (Future<Integer> migration : migrations) {
                executed += migration.get();
            }
            return executed;
        }
    }

    private static Flyway on(String url, Flyway ofTheService) {
        return Flyway.configure()
                .configuration(ofTheService.getConfiguration())
                .dataSource(url, setting("username"), setting("password"))
                .load();
    }

    /** Makes a database without tables beside that of the tests. */
    private static String empty(String name) throws SQLException {
        try (Connection connection = connect(setting("jdbc.url"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name);
            statement.execute("CREATE DATABASE " + name);
        }
        return url(name);
    }

    private static List<String> schema(String url) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SCHEMA)) {
            List<String> schema = new ArrayList<>();
            while (rows.next()) {
                schema.add(rows.getString(1));
            }
            return schema;
        }
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, setting("username"), setting("password"));
    }

    /** That database on the server of the tests. */
    private static String url(String database) {
        return setting("jdbc.url").replaceFirst("(//[^/]+/)[^?]*", "$1" + database);
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue("quarkus.datasource." + name, String.class);
    }
}
