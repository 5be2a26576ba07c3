package dev.latchkey.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Path HOME = Path.of("/somewhere/.latchkey");

    @Test
    void nothing_asked_for_means_the_usual_ports_on_loopback() {
        Options options = Options.parse(List.of(), HOME);

        assertThat(options.home()).isEqualTo(HOME);
        assertThat(options.address()).isEqualTo("127.0.0.1");
        assertThat(options.http()).isEqualTo(8080);
        assertThat(options.https()).isEqualTo(8443);
        assertThat(options.contentHosts()).isEmpty();
        assertThat(options.databaseUrl()).isEmpty();
        assertThat(options.demo() || options.nativeServices() || options.help()).isFalse();
    }

    @Test
    void reads_every_option() {
        Options options = Options.parse(
                List.of(
                        "--home",
                        "/tmp/x",
                        "--http",
                        "0",
                        "--https=9443",
                        "--address",
                        "::1",
                        "--content-hosts",
                        "a, b",
                        "--database-url=jdbc:postgresql://127.0.0.1/postgres?user=p",
                        "--demo",
                        "--native",
                        "--help"),
                HOME);

        assertThat(options.home()).isEqualTo(Path.of("/tmp/x"));
        assertThat(options.http()).isZero();
        assertThat(options.https()).isEqualTo(9443);
        assertThat(options.address()).isEqualTo("::1");
        assertThat(options.contentHosts()).containsExactly("a", "b");
        assertThat(options.databaseUrl()).contains("jdbc:postgresql://127.0.0.1/postgres?user=p");
        assertThat(options.demo() && options.nativeServices() && options.help()).isTrue();
    }

    @Test
    void two_free_ports_are_no_clash() {
        assertThat(Options.parse(List.of("--http", "0", "--https", "0"), HOME).https())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            --frobnicate          : Unknown option --frobnicate
            up                    : Unknown option up
            --http                : --http needs a value
            --http=abc            : --http needs a port
            --http=65536          : --http needs a port
            --https=-1            : --https needs a port
            --home --demo         : --home needs a value
            --content-hosts=,     : --content-hosts needs at least one name
            --http=8443           : different ports
            --database-url=mysql  : --database-url needs a URL
            """)
    void says_in_one_line_what_is_wrong(String arguments, String told) {
        assertThatThrownBy(() -> Options.parse(List.of(arguments.split(" ")), HOME))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining(told)
                .message()
                .doesNotContain("\n");
    }
}
