package dev.latchkey.auth.account;

/**
 * An account with what proves it.
 *
 * @param account whose
 * @param password the password's hash, for {@link Passwords}
 */
public record StoredLogin(Account account, String password) {

    /** A hash stays out of logs. */
    @Override
    public String toString() {
        return "StoredLogin[" + account.id() + "]";
    }
}
