package dev.latchkey.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentEndTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "quarkus.http.port, -1, 7",
                "quarkus.http.port, 7, 12",
                "quarkus.http.port, 12, 17",
                "quarkus.log.category.\"org.example\".level, 20, 34",
                "a.\"b\\\".c\".d, 1, 9",
                "a\\.b, -1, 2",
                "a..b, 1, 2",
            })
    void a_segment_ends_at_a_dot_outside_of_quotes(String name, int position, int end) {
        assertThat(SegmentEnd.after(name, position)).isEqualTo(end);
    }

    @Test
    void after_the_last_segment_there_is_none() {
        assertThatThrownBy(() -> SegmentEnd.after("a.b", 3)).isInstanceOf(NoSuchElementException.class);
    }

    /** Names of all kinds of signs, most of them such as nobody would write. */
    @Test
    void ends_are_where_the_framework_and_its_library_find_them() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
        String signs = "ab..\"\"\\\\*[";
        int several = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder letters = new StringBuilder();
            for (int length = random.nextInt(24); length > 0; length--) {
                letters.append(signs.charAt(random.nextInt(signs.length())));
            }
            String name = letters.toString();

            var framework = new io.quarkus.runtime.configuration.NameIterator(name);
            var library = new io.smallrye.config.NameIterator(name);
            List<Integer> byFramework = new ArrayList<>();
            List<Integer> byLibrary = new ArrayList<>();
            List<Integer> ours = new ArrayList<>();
            int position = -1;
            while (position < name.length()) {
                byFramework.add(framework.getNextEnd());
                framework.next();
                byLibrary.add(library.getNextEnd());
                library.next();
                position = SegmentEnd.after(name, position);
                ours.add(position);
            }

            assertThat(ours).as(name).isEqualTo(byFramework).isEqualTo(byLibrary);
            assertThat(framework.hasNext()).as(name).isFalse();
            several += ours.size() > 3 ? 1 : 0;
        }
        assertThat(several).isGreaterThan(10_000);
    }
}
