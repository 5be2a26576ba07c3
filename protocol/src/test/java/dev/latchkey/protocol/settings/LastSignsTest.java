package dev.latchkey.protocol.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertyName;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastSignsTest {

    @ParameterizedTest
    @CsvSource({
        "quarkus.http.port, quarkus.http.idle, true",
        "quarkus.http.port, quarkus.http.host, false",
        "quarkus.http.port, quarkus.http.port, false",
        "quarkus.datasource.*, quarkus.datasource.users, false",
        "quarkus.datasource.users, quarkus.datasource.*, false",
        "quarkus.log.*.level, quarkus.log.main.port, true",
        "names[*], names[0], false",
        "names[*], names, true",
        "'', names, false"
    })
    void names_that_end_otherwise_differ(String name, String other, boolean differ) {
        assertThat(LastSigns.differ(name, 0, name.length(), other, 0, other.length()))
                .isEqualTo(differ);
    }

    /** Parts of names of all kinds of signs, most of them such as nobody would write. */
    @Test
    void the_library_finds_none_equal_that_differ_here() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20261123);
        int different = 0;
        int equal = 0;
        for (int i = 0; i < 500_000; i++) {
            String name = name(random);
            String other = random.nextInt(50) == 0 ? name : name(random);
            int offset = random.nextInt(name.length() + 1);
            int length = random.nextInt(name.length() + 1 - offset);
            int otherOffset = random.nextInt(other.length() + 1);
            int otherLength = random.nextInt(other.length() + 1 - otherOffset);

            boolean found = PropertyName.equals(name, offset, length, other, otherOffset, otherLength);
            if (LastSigns.differ(name, offset, length, other, otherOffset, otherLength)) {
                different++;
                assertThat(found)
                        .as("%s [%d, %d] %s [%d, %d]", name, offset, length, other, otherOffset, otherLength)
                        .isFalse();
            }
            equal += found ? 1 : 0;
        }
        assertThat(different).isGreaterThan(50_000);
        assertThat(equal).isGreaterThan(10_000);
    }

    private static String name(RandomGenerator random) {
        String signs = "ab01..\"*[]";
        StringBuilder letters = new StringBuilder();
        for (int length = random.nextInt(12); length > 0; length--) {
            letters.append(signs.charAt(random.nextInt(signs.length())));
        }
        return letters.toString();
    }
}
