package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** A service does not compare its entities with its tables at each start: this does, with what the scripts make. */
@QuarkusTest
class MappingTest {

    @Inject
    SessionFactory sessions;

    @Test
    void entities_fit_the_tables() {
        assertThatCode(() -> sessions.getSchemaManager().validateMappedObjects())
                .doesNotThrowAnyException();
    }
}
