package dev.latchkey.local.demo;

/**
 * The account to try things with.
 *
 * @param mail what it logs in with
 */
public record Account(String mail, String password) {

    /** Without the password: a record's text may end in a log. */
    @Override
    public String toString() {
        return "Account[" + mail + "]";
    }
}
