package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against the real server. */
@Timeout(120)
class PostgresTest {

    static {
        LauncherLog.open();
    }

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void keeps_data_is_closed_to_strangers_and_survives_a_crash() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        Secrets secrets = Secrets.in(home.secrets(), random);
        Path processFile = home.postgres().resolve("data/postmaster.pid");

        try (Postgres postgres = Postgres.start(home, secrets, random)) {
            Map<Service, Database> databases = new Databases(postgres.administration(), secrets, random).provide();
            update(databases.get(Service.AUTH), "CREATE TABLE kept (value text)");
            update(databases.get(Service.AUTH), "INSERT INTO kept VALUES ('still here')");

            assertThat(query(databases.get(Service.LINK), "SELECT current_user || ' ' || current_database()"))
                    .isEqualTo("latchkey_link latchkey_link");
            assertThat(query(postgres.administration(), "SHOW fsync")).isEqualTo("on");
            assertThat(query(postgres.administration(), "SHOW listen_addresses"))
                    .isEqualTo("127.0.0.1");
            refused(new Database(postgres.administration().url(), "postgres", "guessed"));
            refused(new Database(
                    databases.get(Service.AUTH).url(),
                    "latchkey_link",
                    databases.get(Service.LINK).password().orElseThrow()));
        }
        assertThat(processFile).as("ended").doesNotExist();

        // A crash left a process file, and its number belongs to somebody else by now: to this test.
        Files.writeString(processFile, ProcessHandle.current().pid() + "\n");
        try (Postgres postgres = Postgres.start(home, secrets, random)) {
            Map<Service, Database> databases = new Databases(postgres.administration(), secrets, random).provide();
            assertThat(query(databases.get(Service.AUTH), "SELECT value FROM kept"))
                    .isEqualTo("still here");
        }
    }

    @Test
    void does_not_outlive_a_launcher_that_is_killed() throws Exception {
        Process launcher = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Launcher.class.getName(),
                        folder.resolve("home").toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid;
        try (BufferedReader lines = launcher.inputReader()) {
            pid = Long.parseLong(lines.readLine());
        }
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        assertThat(server.info().command().orElseThrow()).endsWith("/postgres");

        launcher.destroyForcibly().waitFor();

        server.onExit().get(20, TimeUnit.SECONDS);
    }

    /** What {@link #does_not_outlive_a_launcher_that_is_killed} kills. */
    static final class Launcher {
        public static void main(String[] arguments) throws Exception {
            Home home = Home.open(Path.of(arguments[0]));
            SecureRandom random = new SecureRandom();
            Postgres.start(home, Secrets.in(home.secrets(), random), random);
            try (var lines = Files.lines(home.postgres().resolve("data/postmaster.pid"))) {
                System.out.println(lines.findFirst().orElseThrow());
            }
            Thread.sleep(60_000);
        }
    }

    @Test
    void says_why_it_does_not_start() throws Exception {
        Home home = Home.open(folder.resolve("home"));
        Secrets secrets = Secrets.in(home.secrets(), random);
        Postgres.start(home, secrets, random).close();
        Path version = home.postgres().resolve("data/PG_VERSION");
        Files.writeString(version, "9.6\n");

        assertThatThrownBy(() -> Postgres.start(home, secrets, random))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("PostgreSQL does not start: database files are incompatible with server (log: ")
                .hasMessageContaining(home.log("postgresql").toString());
    }

    private static void update(Database database, String sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static String query(Database database, String sql) throws SQLException {
        try (Connection connection = open(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static void refused(Database database) {
        assertThatThrownBy(() -> open(database))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("FATAL");
    }

    private static Connection open(Database database) throws SQLException {
        return DriverManager.getConnection(
                database.url(),
                database.user().orElseThrow(),
                database.password().orElseThrow());
    }
}
