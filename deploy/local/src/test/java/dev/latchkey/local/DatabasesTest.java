package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabasesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://127.0.0.1:5432/postgres | jdbc:postgresql://127.0.0.1:5432/own
            jdbc:postgresql://127.0.0.1:5432/ | jdbc:postgresql://127.0.0.1:5432/own
            jdbc:postgresql:postgres | jdbc:postgresql:own
            jdbc:postgresql://h/postgres?user=a&password=b | jdbc:postgresql://h/own
            jdbc:postgresql://h/postgres?user=a&sslmode=require | jdbc:postgresql://h/own?sslmode=require
            jdbc:postgresql://h/postgres?sslmode=require&user=a&password=b | jdbc:postgresql://h/own?sslmode=require
            jdbc:postgresql://h/postgres?ssl=true&user=a&sslmode=require | jdbc:postgresql://h/own?ssl=true&sslmode=require
            """)
    void services_get_the_same_server_without_the_administrator(String administration, String own) {
        assertThat(Databases.url(administration, "own")).isEqualTo(own);
    }

    @Test
    void anything_else_is_refused_without_repeating_it() {
        assertThatThrownBy(() -> Databases.url("jdbc:postgresql://h?password=secret", "own"))
                .isInstanceOf(CannotStart.class)
                .message()
                .doesNotContain("secret");
    }
}
