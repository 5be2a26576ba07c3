package dev.latchkey.e2e;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** The system's PostgreSQL, in the hands of its administrator. */
final class DatabaseServer {

    private static final String ADMINISTRATOR = "postgres";

    private final String address;
    private final String password;
    private final Path tls;

    private DatabaseServer(String address, String password, Path tls) {
        this.address = address;
        this.password = password;
        this.tls = tls;
    }

    static DatabaseServer of(Latchkey latchkey) throws IOException {
        Path home = latchkey.stack().home();
        String password =
                Files.readString(home.resolve("secrets/postgres.password")).strip();
        latchkey.confidential().add("password", password);
        String url = latchkey.stack().database(Service.FILE).url();
        return new DatabaseServer(url.substring(0, url.lastIndexOf('/') + 1), password, home.resolve("tls"));
    }

    /** Offers TLS from now on, with the certificate of the front, whose names are those of this machine. */
    void offerTls() throws SQLException {
        execute(
                "ALTER SYSTEM SET ssl_cert_file = '" + tls.resolve("server.pem") + "'",
                "ALTER SYSTEM SET ssl_key_file = '" + tls.resolve("server-key.pem") + "'",
                "ALTER SYSTEM SET ssl = on",
                "SELECT pg_reload_conf()");
        Await.until("PostgreSQL speaks TLS", this::speaksTls);
    }

    /** Offers none any more, as before; connections that are there stay. */
    void offerNoTls() throws SQLException {
        execute(
                "ALTER SYSTEM RESET ssl",
                "ALTER SYSTEM RESET ssl_cert_file",
                "ALTER SYSTEM RESET ssl_key_file",
                "SELECT pg_reload_conf()");
    }

    /** Where to find one of its databases. */
    String url(String database) {
        return address + database;
    }

    /** The same, over TLS, from nobody but whom the authority of the front vouches for. */
    String encrypted(String url) {
        return encrypted(url, tls.resolve("ca.pem"));
    }

    /** The same, from nobody but whom that authority vouches for. */
    static String encrypted(String url, Path authority) {
        return url + "?sslmode=verify-full&sslrootcert="
                + URLEncoder.encode(authority.toString(), StandardCharsets.UTF_8);
    }

    /** Whether all connections are encrypted, for each role that has some and is a service's. */
    Map<String, Boolean> encryption() throws SQLException {
        try (Connection connection = connect(url(ADMINISTRATOR));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT usename, bool_and(ssl) FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)
                        WHERE usename LIKE 'latchkey\\_%' GROUP BY usename
                        """)) {
            Map<String, Boolean> encryption = new TreeMap<>();
            while (rows.next()) {
                encryption.put(rows.getString(1), rows.getBoolean(2));
            }
            return encryption;
        }
    }

    void execute(String... commands) throws SQLException {
        try (Connection connection = connect(url(ADMINISTRATOR));
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    private boolean speaksTls() {
        try (Connection _ = connect(encrypted(url(ADMINISTRATOR)))) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }

    private Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, ADMINISTRATOR, password);
    }
}
