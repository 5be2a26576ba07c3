package dev.latchkey.link;

import dev.latchkey.protocol.testing.StartingReplicas;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nobody sees to it that only one replica of a new version starts: all bring the schema up to date. */
@QuarkusTest
@Timeout(120)
class MigrationTest {

    @Inject
    Flyway flyway;

    @Test
    void replicas_that_start_at_once_make_one_schema() throws Exception {
        StartingReplicas.assertThatTheyMigrate(flyway);
    }
}
