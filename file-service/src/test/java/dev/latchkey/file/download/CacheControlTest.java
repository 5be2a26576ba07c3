package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.signedurl.SignedUrl;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CacheControlTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final SignedUrl url = SignedUrl.of("a".repeat(64), 5, "text/plain", NOW.plusSeconds(3600));

    @Test
    void only_the_client_may_keep_what_is_said_nothing_about() {
        assertThat(header("PT0S", url)).isEqualTo("private, max-age=3600");
    }

    @Test
    void shared_caches_may_keep_it_for_as_long_as_the_operator_says_and_no_longer_than_the_url_lives() {
        assertThat(header("PT5M", url)).isEqualTo("public, max-age=3600, s-maxage=300");
        assertThat(header("P1D", url)).isEqualTo("public, max-age=3600, s-maxage=3600");
    }

    @Test
    void what_is_not_for_everybody_or_not_at_any_speed_is_for_no_shared_cache() {
        assertThat(header("PT5M", url.boundToAddress(InetAddress.ofLiteral("192.0.2.1"))))
                .isEqualTo("private, max-age=3600");
        assertThat(header("PT5M", url.boundToReferrer("example.org"))).isEqualTo("private, max-age=3600");
        assertThat(header("PT5M", url.withMaxSpeed(1000))).isEqualTo("private, max-age=3600");
    }

    @Test
    void what_has_just_ended_is_kept_by_nobody() {
        assertThat(new CacheControl(ContentConfigTest.config(Map.of())).of(url, NOW.plusSeconds(3601)))
                .isEqualTo("private, max-age=0");
    }

    private static String header(String sharedMaxAge, SignedUrl url) {
        return new CacheControl(ContentConfigTest.config(Map.of("latchkey.content.shared-max-age", sharedMaxAge)))
                .of(url, NOW);
    }
}
