package dev.latchkey.auth.server;

import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class CurrentServerApiTest {

    @Test
    void tells_the_public_name_and_the_addresses_configured() {
        call("currentserver")
                .ok()
                .has("hostname", "localhost:8443")
                .has("ip", "198.51.100.7")
                .has("ipbin", "198.51.100.7")
                .hasNo("ipv6");
    }
}
