package dev.latchkey.auth.server;

import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class GetIpApiTest {

    @Test
    void tells_the_address_a_trusted_proxy_names() {
        call("getip")
                .header("X-Forwarded-For", "203.0.113.9")
                .ok()
                .has("ip", "203.0.113.9")
                .has("country", false);
    }

    @Test
    void tells_the_address_of_the_connection_otherwise() {
        call("getip").ok().has("ip", "127.0.0.1");
    }
}
