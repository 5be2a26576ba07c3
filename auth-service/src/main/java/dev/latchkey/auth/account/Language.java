package dev.latchkey.auth.account;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The language an account is written to in: two or three small letters. Clients send what their system calls it ({@code
 * en}, {@code pt-BR}, {@code de_AT}); only the language itself is kept, and what cannot be read counts as English,
 * since registering must not fail for it.
 */
record Language(String value) {

    private static final Pattern FORM = Pattern.compile("([a-z]{2,3})(?:[-_].*)?");

    static final Language ENGLISH = new Language("en");

    Language {
        value = languageOf(value);
    }

    /** Called by parameter binding. */
    public static Language valueOf(String text) {
        return new Language(text);
    }

    private static String languageOf(String text) {
        Matcher matcher = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        return matcher.matches() ? matcher.group(1) : "en";
    }
}
