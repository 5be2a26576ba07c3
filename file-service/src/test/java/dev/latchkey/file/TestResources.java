package dev.latchkey.file;

import dev.latchkey.file.remote.TinyAuthService;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;

/** What all tests that start the service share, so that it starts once: a database, keys, and a neighbour to be asked. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(TinyAuthService.class)
final class TestResources {

    private TestResources() {}
}
