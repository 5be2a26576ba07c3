package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FirstBytesTest {

    @ParameterizedTest
    @CsvSource(delimiter = ':', textBlock = """
            89504e470d0a1a0a0000000d49484452:image/png
            ffd8ffe000104a464946:image/jpeg
            474946383961:image/gif
            524946462400000057415645666d7420:audio/wav
            524946462400000057454250:image/webp
            4944330300000000:audio/mpeg
            fffb9064:audio/mpeg
            664c614300000022:audio/flac
            4f67675300020000:audio/ogg
            00000020667479704d344120:audio/mp4
            0000001c6674797069736f6d:video/mp4
            1a45dfa39f4286810142f7810142f2810442f381084282847765626d:video/webm
            1a45dfa3a34286810142f7810142f2810442f381084282886d6174726f736b61:video/x-matroska
            255044462d312e37:application/pdf
            504b030414000600:application/zip
            """)
    void knows_what_begins_unmistakably(String hex, String type) {
        assertThat(FirstBytes.mimeType(HexFormat.of().parseHex(hex))).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ff", "68656c6c6f", "52494646", "1a45df", "1a45dfa3"})
    void does_not_guess(String hex) {
        assertThat(FirstBytes.mimeType(HexFormat.of().parseHex(hex))).isEmpty();
    }

    @Test
    void every_type_it_finds_is_in_the_table() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            byte[] head = new byte[random.nextInt(FirstBytes.LENGTH)];
            random.nextBytes(head);
            assertThat(ContentTypes.of("x", FirstBytes.mimeType(head)).mimeType())
                    .isEqualTo(FirstBytes.mimeType(head).orElse("application/octet-stream"));
        }
    }
}
