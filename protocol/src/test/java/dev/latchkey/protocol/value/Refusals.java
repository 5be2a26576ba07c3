package dev.latchkey.protocol.value;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Asserts that a text is no value, and that the caller is told so by the right error. */
final class Refusals {

    private Refusals() {}

    static void assertRefused(ApiError error, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(ApiException.class)
                .extracting(failure -> ((ApiException) failure).error())
                .isEqualTo(error);
    }
}
