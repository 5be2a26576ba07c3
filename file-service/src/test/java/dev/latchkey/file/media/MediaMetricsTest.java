package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MediaMetricsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void after_a_second_start_it_is_looked_at_what_runs_then() throws InterruptedException {
        TranscodePool before = pool();
        TranscodePool now = pool();
        MediaMetrics.watch(registry, "transcodes", before);
        MediaMetrics.watch(registry, "transcodes", now);

        now.acquire("a", Duration.ZERO);

        assertThat(registry.get("latchkey.media.transcodes.running").gauge().value())
                .isEqualTo(1);
    }

    private static TranscodePool pool() {
        return new TranscodePool(2, 2, new Stays(1, _ -> {}));
    }
}
