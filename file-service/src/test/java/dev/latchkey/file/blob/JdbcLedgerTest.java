package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the real table. */
@QuarkusTest
final class JdbcLedgerTest extends LedgerContract {

    @Inject
    DataSource database;

    @BeforeEach
    void empty() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement delete = connection.createStatement()) {
            delete.executeUpdate("DELETE FROM stored_blob");
        }
    }

    @Override
    Ledger ledger() {
        return new JdbcLedger(database);
    }

    @Test
    void replicas_that_sweep_at_the_same_time_do_not_wait_for_each_other() throws Exception {
        Instant when = Instant.parse("2026-11-22T12:00:00Z");
        String name = "d".repeat(64);
        ledger().stored(name, when);
        List<String> removedByOther = new ArrayList<>();

        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            int removed = ledger().remove(List.of(name), when.plusSeconds(1), _ -> {
                Future<Integer> other = thread.submit(
                        () -> ledger().remove(List.of(name), when.plusSeconds(1), removedByOther::addAll));
                assertThat(other).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(0);
            });

            assertThat(removed).isEqualTo(1);
            assertThat(removedByOther).isEmpty();
        }
    }
}
