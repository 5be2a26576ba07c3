package dev.latchkey.protocol.tuyu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TuyuFormatTest {

    @ParameterizedTest
    @CsvSource({"'', JSON", ".json, JSON", ".xml, XML"})
    void the_suffix_chooses(String suffix, TuyuFormat format) {
        assertThat(TuyuFormat.ofSuffix(suffix)).contains(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {".XML", "xml", ".", ".html", ".json.xml", " "})
    void other_suffixes_are_no_method(String suffix) {
        assertThat(TuyuFormat.ofSuffix(suffix)).isEmpty();
    }
}
