package dev.latchkey.local;

import java.util.Optional;

/**
 * A database and who may open it.
 *
 * @param url JDBC URL without credentials
 * @param password empty where the server trusts the user, or the URL says it all
 */
public record Database(String url, Optional<String> user, Optional<String> password) {

    Database(String url, String user, String password) {
        this(url, Optional.of(user), Optional.of(password));
    }

    /** Without the password: a record's text may end in a log. */
    @Override
    public String toString() {
        return "Database[" + url + ", " + user.orElse("-") + "]";
    }
}
