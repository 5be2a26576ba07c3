package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.value.FileName;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberedNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            song.mp3     | song (2).mp3
            song         | song (2)
            a.tar.gz     | a.tar (2).gz
            .profile     | .profile (2)
            song (2).mp3 | song (2) (2).mp3
            ends.        | ends (2).
            """)
    void puts_the_number_before_the_extension(String name, String expected) {
        assertThat(new NumberedName(new FileName(name)).free(Set.of()).value()).isEqualTo(expected);
    }

    @Test
    void takes_the_first_number_that_is_free() {
        NumberedName numbered = new NumberedName(new FileName("a.b"));
        assertThat(numbered.free(Set.of("a (2).b", "a (3).b", "a (5).b")).value())
                .isEqualTo("a (4).b");
    }

    @Test
    void is_a_name_and_another_one_however_long_the_first_is() {
        Random random = new Random(20_261_121);
        String[] letters = {"a", "é", "😀", ".", " "};
        for (int i = 0; i < 1_000; i++) {
            StringBuilder name = new StringBuilder("n");
            int bytes = 1 + random.nextInt(1_022);
            while (name.toString().getBytes(StandardCharsets.UTF_8).length < bytes) {
                name.append(letters[random.nextInt(letters.length)]);
            }
            if (!FileName.isValid(name.toString())) {
                continue;
            }
            NumberedName numbered = new NumberedName(new FileName(name.toString()));
            Set<String> taken = new HashSet<>();
            taken.add(name.toString());
            for (int number = 2; number < 5; number++) {
                String free = numbered.free(taken).value();
                assertThat(free).startsWith(numbered.start());
                assertThat(taken.add(free)).isTrue();
            }
        }
    }
}
