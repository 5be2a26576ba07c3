package dev.latchkey.protocol.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlagTest {

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            '':false
            ' ':false
            0:false
            false:false
            False:false
            FALSE:false
            ' 0 ':false
            1:true
            2:true
            -1:true
            00:true
            true:true
            True:true
            yes:true
            no:true
            """)
    void counts_if_set(String wire, boolean expected) {
        assertThat(Flag.valueOf(wire).isSet()).isEqualTo(expected);
    }
}
