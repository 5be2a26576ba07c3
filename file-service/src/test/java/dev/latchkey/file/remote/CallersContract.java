package dev.latchkey.file.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.rpc.Callers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Callers} owes. Given: the token {@code account-7} is account 7's, and {@code wrong} is nobody's. */
interface CallersContract {

    Callers callers();

    @Test
    default void a_token_is_known_wherever_it_comes() {
        assertThat(callers().identify(auth("account-7")).caller().account().value())
                .isEqualTo(7);
        assertThat(callers().identify(bearer("account-7")).caller().account().value())
                .isEqualTo(7);
    }

    @Test
    default void an_unknown_token_is_refused() {
        assertThatThrownBy(() -> callers().identify(auth("wrong")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.LOG_IN_FAILED));
    }

    static IdentifyRequest auth(String token) {
        return request(Optional.of(token), Optional.empty(), false);
    }

    static IdentifyRequest bearer(String token) {
        return request(Optional.empty(), Optional.of(token), false);
    }

    static IdentifyRequest request(Optional<String> auth, Optional<String> bearer, boolean getAuth) {
        return new IdentifyRequest(
                auth,
                Optional.empty(),
                bearer,
                Optional.empty(),
                Optional.empty(),
                getAuth,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "127.0.0.1");
    }
}
