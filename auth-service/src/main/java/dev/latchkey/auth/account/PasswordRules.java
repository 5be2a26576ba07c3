package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.PASSWORD_CONSECUTIVE;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_SURROUNDED_BY_SPACE;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_TOO_SHORT;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_TOO_UNIFORM;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a new password must be. Characters are Unicode code points, so an emoji counts once. Checked in the order of the
 * error codes; the first rule broken is the one told. A password chosen before a rule existed still logs in: only new
 * passwords are checked.
 */
final class PasswordRules {

    static final int SHORTEST = 6;
    static final int FEWEST_DIFFERENT = 4;

    /** The straight runs of a keyboard (US layout), beside alphabet and digits, which need no table. */
    private static final List<String> KEYBOARD_ROWS =
            List.of("`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./");

    private PasswordRules() {}

    /** Throws 2032, 2033, 2034 or 2035 unless the password may be set. */
    static void check(String password) {
        int[] characters = password.codePoints().toArray();
        PASSWORD_TOO_SHORT.when(characters.length < SHORTEST);
        PASSWORD_SURROUNDED_BY_SPACE.when(isSpace(characters[0]) || isSpace(characters[characters.length - 1]));
        PASSWORD_TOO_UNIFORM.when(Arrays.stream(characters).distinct().count() < FEWEST_DIFFERENT);
        PASSWORD_CONSECUTIVE.when(isRun(password));
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isRun(String password) {
        String folded = password.toLowerCase(Locale.ROOT);
        int[] characters = folded.codePoints().toArray();
        String reversed = new StringBuilder(folded).reverse().toString();
        return climbs(characters, 1)
                || climbs(characters, -1)
                || KEYBOARD_ROWS.stream().anyMatch(row -> row.contains(folded) || row.contains(reversed));
    }

    /**
     * Letters or digits of which each follows the one before in its alphabet: {@code abcdef}, {@code 987654}, {@code
     * абвгде}.
     */
    private static boolean climbs(int[] characters, int step) {
        for (int i = 0; i < characters.length; i++) {
            if (!Character.isLetterOrDigit(characters[i]) || (i > 0 && characters[i] - characters[i - 1] != step)) {
                return false;
            }
        }
        return true;
    }
}
