package dev.latchkey.link;

import dev.latchkey.link.remote.FreePort;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;

/** What all tests that start the service share, so that it starts once: a database, keys, and a port for neighbours. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(FreePort.class)
final class TestResources {

    private TestResources() {}
}
