package dev.latchkey.auth.server;

import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class GetApiServerApiTest {

    @Test
    void names_the_servers_configured() {
        call("getapiserver").ok().has("api", List.of("localhost:8443")).has("binapi", List.of());
    }
}
