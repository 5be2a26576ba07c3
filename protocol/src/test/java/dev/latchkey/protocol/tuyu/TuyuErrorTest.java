package dev.latchkey.protocol.tuyu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TuyuErrorTest {

    @Test
    void published_texts_are_exact() {
        assertThat(TuyuError.AUTHENTICATION_FAILED.title()).isEqualTo("Authentication Failed");
        assertThat(TuyuError.AUTHENTICATION_FAILED.message())
                .isEqualTo("Authentication parameters missing or invalid.");
        assertThat(TuyuError.NO_ACCESS.title()).isEqualTo("You do not have access privileges for this location");
        assertThat(TuyuError.NO_ACCESS.message())
                .isEqualTo("Please try a different location or speak to an administrator.");
    }

    @ParameterizedTest
    @CsvSource({
        "LOG_IN_REQUIRED, AUTHENTICATION_FAILED",
        "LOG_IN_FAILED, AUTHENTICATION_FAILED",
        "TOO_MANY_LOGIN_TRIES, AUTHENTICATION_FAILED",
        "ACCESS_DENIED, NO_ACCESS",
        "FILE_NOT_FOUND, NO_ACCESS",
        "NO_FILEID, BAD_PARAMETERS",
        "INVALID_NUMBER, BAD_PARAMETERS",
        "INTERNAL_ERROR, SERVER_TROUBLE",
        "NO_SERVER_AVAILABLE, SERVER_TROUBLE"
    })
    void errors_of_the_common_list_read_as_this_dialect_has_them(ApiError error, TuyuError expected) {
        assertThat(TuyuError.of(error)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void our_trouble_is_never_blamed_on_the_caller(ApiError error) {
        boolean ours = error.code() >= 5000 && error.code() < 6000;
        assertThat(TuyuError.of(error) == TuyuError.SERVER_TROUBLE || !ours).isTrue();
    }
}
