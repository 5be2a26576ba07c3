package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz", "0123456789", "`1234567890-=", "qwertyuiop[]\\", "asdfghjkl;'", "zxcvbnm,./");

    @ParameterizedTest
    @CsvSource(delimiter = ':', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            :PASSWORD_TOO_SHORT
            a:PASSWORD_TOO_SHORT
            aB3$x:PASSWORD_TOO_SHORT
             aB3$x9:PASSWORD_SURROUNDED_BY_SPACE
            aB3$x9 :PASSWORD_SURROUNDED_BY_SPACE
            aaaaaa:PASSWORD_TOO_UNIFORM
            abcabc:PASSWORD_TOO_UNIFORM
            121212121212:PASSWORD_TOO_UNIFORM
            abcdef:PASSWORD_CONSECUTIVE
            fedcba:PASSWORD_CONSECUTIVE
            ABCDEF:PASSWORD_CONSECUTIVE
            123456:PASSWORD_CONSECUTIVE
            987654:PASSWORD_CONSECUTIVE
            567890:PASSWORD_CONSECUTIVE
            098765:PASSWORD_CONSECUTIVE
            qwerty:PASSWORD_CONSECUTIVE
            poiuyt:PASSWORD_CONSECUTIVE
            QWERTYUIOP:PASSWORD_CONSECUTIVE
            asdfgh:PASSWORD_CONSECUTIVE
            mnbvcx:PASSWORD_CONSECUTIVE
            абвгде:PASSWORD_CONSECUTIVE
            """)
    void refused(String password, ApiError error) {
        assertThat(judge(password == null ? "" : password)).contains(error);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abcdeg",
                "qwertz",
                "1234568",
                "abcd12",
                "a b c d",
                "correct horse battery",
                "äöüßéè",
                "abcdefabcdef",
                "\uD83D\uDE00a\uD83D\uDE01b\uD83D\uDE02c",
                "pass\u00A0word"
            })
    void accepted(String password) {
        assertThatCode(() -> PasswordRules.check(password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0aB3$x9", "aB3$x9\u3000", "\taB3$x9", "aB3$x9\n"})
    void any_white_space_around_it_is_space(String password) {
        assertThat(judge(password)).contains(ApiError.PASSWORD_SURROUNDED_BY_SPACE);
    }

    @Test
    void an_emoji_is_one_character() {
        assertThat(judge("\uD83D\uDE00\uD83D\uDE01\uD83D\uDE02")).contains(ApiError.PASSWORD_TOO_SHORT);
    }

    @Test
    void every_part_of_every_run_of_six_or_more_is_refused_in_both_directions_and_any_case() {
        for (String run : RUNS) {
            for (int from = 0; from < run.length(); from++) {
                for (int to = from + PasswordRules.SHORTEST; to <= run.length(); to++) {
                    String part = run.substring(from, to);
                    String reversed = new StringBuilder(part).reverse().toString();
                    for (String password : List.of(part, reversed, part.toUpperCase(Locale.ROOT))) {
                        assertThat(judge(password)).as(password).contains(ApiError.PASSWORD_CONSECUTIVE);
                    }
                }
            }
        }
    }

    @Test
    void one_character_that_breaks_a_run_makes_it_acceptable() {
        for (String run : RUNS) {
            for (int from = 0; from + PasswordRules.SHORTEST <= run.length(); from++) {
                String part = run.substring(from, from + PasswordRules.SHORTEST);
                for (int broken = 0; broken < part.length(); broken++) {
                    String password = part.substring(0, broken) + "€" + part.substring(broken + 1);
                    assertThat(judge(password)).as(password).isEmpty();
                }
            }
        }
    }

    @Test
    void random_passwords_are_judged_as_the_rules_say() {
        Random random = new Random(20_261_121);
        String alphabet = "abcdef123456 \u00A0qwertyÄ€";
        for (int round = 0; round < 20_000; round++) {
            String password = IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> String.valueOf(alphabet.charAt(random.nextInt(alphabet.length()))))
                    .collect(Collectors.joining());
            assertThat(judge(password)).as("'" + password + "'").isEqualTo(expected(password));
        }
    }

    /** The rules once more, written as differently as they can be. */
    private static Optional<ApiError> expected(String password) {
        if (password.length() < 6) {
            return Optional.of(ApiError.PASSWORD_TOO_SHORT);
        }
        if (password.matches("(?s)[ \u00A0].*|.*[ \u00A0]")) {
            return Optional.of(ApiError.PASSWORD_SURROUNDED_BY_SPACE);
        }
        if (password.chars().boxed().collect(Collectors.toSet()).size() < 4) {
            return Optional.of(ApiError.PASSWORD_TOO_UNIFORM);
        }
        String small = password.toLowerCase(Locale.ROOT);
        String back = new StringBuilder(small).reverse().toString();
        boolean run = RUNS.stream().anyMatch(known -> known.contains(small) || known.contains(back));
        return run ? Optional.of(ApiError.PASSWORD_CONSECUTIVE) : Optional.empty();
    }

    private static Optional<ApiError> judge(String password) {
        try {
            PasswordRules.check(password);
            return Optional.empty();
        } catch (ApiException refused) {
            return Optional.of(refused.error());
        }
    }
}
