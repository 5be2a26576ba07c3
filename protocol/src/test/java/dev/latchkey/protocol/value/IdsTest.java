package dev.latchkey.protocol.value;

import static dev.latchkey.protocol.value.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.error.ApiError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 7, 1L << 53, Long.MAX_VALUE})
    void ids_are_64_bit_numbers(long id) {
        String wire = Long.toString(id);
        assertThat(FileId.valueOf(wire)).isEqualTo(new FileId(id)).hasToString(wire);
        assertThat(FolderId.valueOf(wire)).isEqualTo(new FolderId(id)).hasToString(wire);
        assertThat(LinkId.valueOf(wire)).isEqualTo(new LinkId(id)).hasToString(wire);
        assertThat(AccountId.valueOf(wire)).isEqualTo(new AccountId(id)).hasToString(wire);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                " 7",
                "-1",
                "+7",
                "7.0",
                "d7",
                "f7",
                "0x7",
                "7,8",
                "٧",
                "9223372036854775808",
                "18446744073709551615"
            })
    void each_kind_of_id_refuses_the_rest_with_its_own_error(String wire) {
        assertRefused(ApiError.INVALID_FILEID, () -> FileId.valueOf(wire));
        assertRefused(ApiError.INVALID_FOLDERID, () -> FolderId.valueOf(wire));
        assertRefused(ApiError.NO_LINKID, () -> LinkId.valueOf(wire));
        assertRefused(ApiError.LOG_IN_FAILED, () -> AccountId.valueOf(wire));
    }

    @Test
    void the_root_is_folder_0() {
        assertThat(FolderId.valueOf("0").value()).isZero();
    }
}
