package dev.latchkey.auth.permission;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class JdbcGrantsTest implements GrantsContract {

    @Inject
    JdbcGrants grants;

    @Override
    public Grants grants() {
        return grants;
    }
}
