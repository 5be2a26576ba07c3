package dev.latchkey.local;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One database per service, each owned by a role of its own that can open no other. */
final class Databases {

    private static final Pattern JDBC_URL =
            Pattern.compile("(jdbc:postgresql://[^/]*/|jdbc:postgresql:(?!/))([^?]*)(\\?.*)?");
    private static final Pattern CREDENTIALS = Pattern.compile("(?<=[?&])(user|password)=[^&]*(&|$)");

    private final Database administration;
    private final Secrets secrets;
    private final SecureRandom random;

    Databases(Database administration, Secrets secrets, SecureRandom random) {
        this.administration = administration;
        this.secrets = secrets;
        this.random = random;
    }

    /**
     * Makes what is missing and says where each service finds its own.
     *
     * @throws CannotStart the server cannot be reached or the user may not do this
     */
    Map<Service, Database> provide() throws IOException {
        Properties properties = new Properties();
        administration.user().ifPresent(user -> properties.setProperty("user", user));
        administration.password().ifPresent(password -> properties.setProperty("password", password));
        Map<Service, Database> databases = new EnumMap<>(Service.class);
        try (Connection connection = DriverManager.getConnection(administration.url(), properties);
                Statement statement = connection.createStatement()) {
            for (Service service : Service.values()) {
                String name = service.database();
                String password = secrets.password(name, random);
                String verb = exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", name) ? "ALTER" : "CREATE";
                // Names are ours and passwords are base64url: neither can end a literal.
                statement.execute(verb + " ROLE " + name + " LOGIN PASSWORD '" + password + "'");
                if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                    statement.execute("GRANT " + name + " TO CURRENT_USER");
                    statement.execute("CREATE DATABASE " + name + " OWNER " + name);
                    statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
                }
                databases.put(service, new Database(url(administration.url(), name), name, password));
            }
            return databases;
        } catch (SQLException e) {
            throw new CannotStart(
                    "Cannot prepare the databases on " + url(administration.url(), "") + ": " + Failures.reason(e), e);
        }
    }

    private static boolean exists(Connection connection, String question, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** The same server, another database, no credentials. */
    static String url(String jdbcUrl, String database) {
        Matcher parts = JDBC_URL.matcher(jdbcUrl);
        if (!parts.matches()) {
            throw new CannotStart("Not a PostgreSQL URL: it has to look like jdbc:postgresql://host:5432/postgres.");
        }
        String query = parts.group(3) == null
                ? ""
                : CREDENTIALS.matcher(parts.group(3)).replaceAll("");
        query = query.endsWith("&") || query.equals("?") ? query.substring(0, query.length() - 1) : query;
        return parts.group(1) + database + query;
    }
}
