package dev.latchkey.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WireJsonTest {

    private static final RenderOptions ANSWERED_WITH_ID =
            new RenderOptions(Optional.of("7"), true, false, Set.of(), Set.of());

    record LinkReply(String linkId, List<String> hosts) {}

    record Expiry(Instant expires) {}

    record Maybe(Optional<String> shortCode) {}

    record Empty() {}

    @Test
    void has_the_fields_of_the_payload_beside_the_result() {
        assertThat(success(new LinkReply("1", List.of("a", "b")), RenderOptions.DEFAULT))
                .isEqualTo("{\"result\":0,\"linkid\":\"1\",\"hosts\":[\"a\",\"b\"]}");
    }

    @Test
    void has_nothing_else_where_there_is_nothing_else_to_say() {
        assertThat(success(null, RenderOptions.DEFAULT)).isEqualTo("{\"result\":0}");
        assertThat(success(new Empty(), RenderOptions.DEFAULT)).isEqualTo("{\"result\":0}");
        assertThat(success(new Maybe(Optional.empty()), RenderOptions.DEFAULT)).isEqualTo("{\"result\":0}");
    }

    @Test
    void ends_with_what_was_asked_for_besides() {
        byte[] reply = WireJson.success(
                new Expiry(Instant.ofEpochSecond(1_700_000_000)), Optional.of("token"), ANSWERED_WITH_ID);
        assertThat(reply).asString().isEqualTo("{\"result\":0,\"expires\":1700000000,\"auth\":\"token\",\"id\":\"7\"}");
    }

    @Test
    void writes_a_type_alike_every_time_however_the_caller_wants_it() {
        Expiry expiry = new Expiry(Instant.ofEpochSecond(1_700_000_000));
        for (int i = 0; i < 3; i++) {
            assertThat(success(expiry, RenderOptions.DEFAULT))
                    .isEqualTo("{\"result\":0,\"expires\":\"Tue, 14 Nov 2023 22:13:20 +0000\"}");
            assertThat(success(expiry, ANSWERED_WITH_ID))
                    .isEqualTo("{\"result\":0,\"expires\":1700000000,\"id\":\"7\"}");
        }
    }

    private static String success(Object payload, RenderOptions options) {
        return new String(WireJson.success(payload, Optional.empty(), options), StandardCharsets.UTF_8);
    }
}
