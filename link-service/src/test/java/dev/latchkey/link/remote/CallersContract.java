package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.tuyu.TuyuSignature;
import dev.latchkey.protocol.value.AccountId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Callers} and {@link SignedRequests} does. */
interface CallersContract {

    Caller ANNA = new Caller(new AccountId(5), "anna@example.org", true, 1_000);

    Callers callers();

    SignedRequests signedRequests();

    /** auth-service's sessions and keys. */
    InMemoryCallers accounts();

    /** The seconds that a timestamp has to be near to. */
    long now();

    /** Makes nobody answer. */
    void goAway();

    @Test
    default void knows_who_holds_a_token() {
        accounts().token("anna's", ANNA);
        assertThat(callers().identify(withBearer("anna's"))).isEqualTo(new Identified(ANNA, Optional.empty()));
        assertRefused(() -> callers().identify(withBearer("nobody's")), ApiError.LOG_IN_FAILED);
    }

    @Test
    default void knows_who_signed() {
        accounts().key("key", "secret", ANNA);
        String url = "https://localhost:8443/api/create_file_link";
        String signature = TuyuSignature.withSecret("secret").of(url);
        assertThat(signedRequests().signer(signed(url, signature))).isEqualTo(ANNA);
        assertRefused(() -> signedRequests().signer(signed(url + "?", signature)), ApiError.LOG_IN_FAILED);
    }

    @Test
    default void nobody_there_is_no_answer() {
        goAway();
        assertRefused(() -> callers().identify(withBearer("whose")), ApiError.INTERNAL_ERROR);
        assertRefused(() -> signedRequests().signer(signed("https://a/b", "00")), ApiError.INTERNAL_ERROR);
    }

    default SignedRequest signed(String url, String signature) {
        return new SignedRequest("key", url, signature, Optional.of(now()), "127.0.0.1");
    }

    default void assertRefused(Runnable question, ApiError error) {
        assertThatThrownBy(question::run)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    static IdentifyRequest withBearer(String token) {
        return new IdentifyRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.of(token),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "127.0.0.1");
    }
}
