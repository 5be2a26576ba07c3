package dev.latchkey.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FakeFileService.class)
class RestStorageUsageTest {

    @Inject
    RestStorageUsage usage;

    /** The circuit breaker stays open for 2 s after failures. */
    @AfterEach
    void wait_until_it_asks_again() throws InterruptedException {
        for (int i = 0; i < 100 && usage.of(FakeFileService.WELL).isEmpty(); i++) {
            Thread.sleep(100);
        }
    }

    @Test
    void tells_what_file_service_says_and_proves_who_asks() {
        assertThat(usage.of(FakeFileService.WELL)).isEqualTo(OptionalLong.of(4_321));
    }

    @Test
    void an_error_is_no_answer() {
        assertThat(usage.of(FakeFileService.BROKEN)).isEmpty();
    }

    @Test
    void garbage_is_no_answer() {
        assertThat(usage.of(FakeFileService.GARBAGE)).isEmpty();
    }

    @Test
    void a_slow_answer_is_no_answer_soon() {
        long start = System.nanoTime();
        assertThat(usage.of(FakeFileService.SLOW)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void a_neighbour_that_keeps_failing_is_left_alone_for_a_while() {
        for (int i = 0; i < 8; i++) {
            assertThat(usage.of(FakeFileService.SLOW)).isEmpty();
        }
        long start = System.nanoTime();
        assertThat(usage.of(FakeFileService.WELL)).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(250));
    }
}
