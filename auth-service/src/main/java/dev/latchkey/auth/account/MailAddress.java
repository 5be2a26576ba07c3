package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.INVALID_MAIL;
import static dev.latchkey.protocol.error.ApiError.NO_MAIL;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mail address as its owner writes it: one ASCII mailbox at a domain of two labels or more, at most 254 characters.
 * Two addresses that differ in case only belong to the same account. Anything else answers 2018.
 */
public record MailAddress(String value) {

    private static final int LONGEST = 254;
    private static final int LONGEST_MAILBOX = 64;
    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern FORM =
            Pattern.compile(ATOM + "(?:\\." + ATOM + ")*@" + LABEL + "(?:\\." + LABEL + ")+");

    /**
     * Takes an address as a client writes it, blanks around it ignored; throws 1033 if it is empty and 2018 if it is
     * none.
     */
    public MailAddress {
        value = value.strip();
        NO_MAIL.when(value.isEmpty());
        INVALID_MAIL.when(!isWellFormed(value));
    }

    /** Called by parameter binding. */
    public static MailAddress valueOf(String text) {
        return new MailAddress(text);
    }

    /** The address in a text that need not be one, such as a user name. */
    public static Optional<MailAddress> find(String text) {
        String stripped = text.strip();
        return isWellFormed(stripped) ? Optional.of(new MailAddress(stripped)) : Optional.empty();
    }

    /** What makes two addresses the same one: unique among accounts. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    private static boolean isWellFormed(String text) {
        return text.length() <= LONGEST
                && text.indexOf('@') <= LONGEST_MAILBOX
                && FORM.matcher(text).matches();
    }
}
