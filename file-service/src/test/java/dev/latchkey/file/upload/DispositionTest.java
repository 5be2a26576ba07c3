package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DispositionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            form-data; name="f"; filename="a.txt"               | a.txt
            form-data; name=f; filename=a.txt                   | a.txt
            FORM-DATA; FileName = "a.txt" ; name=f              | a.txt
            form-data; filename="a \\"b\\".txt"; name="f"       | a "b".txt
            form-data; name="f"; filename="a %22b%22.txt"       | a "b".txt
            form-data; name="f"; filename="50%25.txt"           | 50%25.txt
            form-data; name="f"; filename="é 😀.txt"            | é 😀.txt
            form-data; name="f"; filename="/dir/sub/a.txt"      | a.txt
            form-data; name="f"; filename="C:\\dir\\a.txt"      | a.txt
            form-data; name="f"; filename="C:\\\\dir\\\\a.txt"  | a.txt
            form-data; name="f"; filename="a;b=c.txt"           | a;b=c.txt
            form-data; name="f"; filename*=UTF-8''na%C3%AFve+   | naïve+
            form-data; name="f"; filename*=UTF-8''日本 ä%C3%A4   | 日本 ää
            form-data; name="f"; filename="x"; filename*=UTF-8''y | x
            form-data; name="f"; filename="never closed         | never closed
            """)
    void reads_file_names_as_clients_write_them(String header, String expected) {
        Disposition disposition =
                Disposition.of("Content-Type: text/plain\r\ncontent-DISPOSITION: " + header + "\r\n\r\n");
        assertThat(disposition.baseName()).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            form-data; name="folderid"
            form-data; name=folderid; x
            attachment;name = "folderid";
            """)
    void a_part_without_a_file_name_is_a_field(String header) {
        Disposition disposition = Disposition.of("Content-Disposition: " + header + "\r\n\r\n");
        assertThat(disposition.field()).contains("folderid");
        assertThat(disposition.fileName()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "none", textBlock = """
            X-Content-Disposition: form-data; name="a"; filename="b"
            Content-Disposition
            Content-Disposition: form-data
            Content-Disposition:
            Content-Disposition: form-data; ="x"; =; ;;
            """)
    void what_says_nothing_is_nothing(String headers) {
        Disposition disposition = Disposition.of(headers + "\r\n\r\n");
        assertThat(disposition.fileName()).isEmpty();
    }

    @Test
    void a_header_may_go_on_in_the_next_line() {
        assertThat(Disposition.of("Content-Disposition: form-data;\r\n\tname=\"f\";\r\n filename=\"a\"\r\n\r\n")
                        .fileName())
                .contains("a");
    }

    @Test
    void any_name_quoted_as_clients_do_comes_back() {
        Random random = new Random(20_261_121);
        for (int i = 0; i < 5_000; i++) {
            String name = name(random);
            String escaped = name.replace("\\", "\\\\").replace("\"", "\\\"");
            String header = "Content-Disposition: form-data; name=\"file\"; filename=\"" + escaped + "\"\r\n\r\n";
            // %22 is a quotation mark however it came in: browsers write it so, and no client writes it otherwise.
            assertThat(Disposition.of(header).fileName()).contains(name.replace("%22", "\""));
        }
    }

    @Test
    void no_header_at_all_makes_it_stumble() {
        Random random = new Random(7);
        String alphabet = "\"\\;=%'* \t:afilenme-C\r\n\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder header = new StringBuilder("Content-Disposition: form-data; filename");
            for (int length = random.nextInt(30); length > 0; length--) {
                header.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Disposition.of(header.toString())).isNotNull();
        }
    }

    private static String name(Random random) {
        String alphabet = "ab\"\\;=%2'* ().é😀\u0301:?#&+~";
        StringBuilder name = new StringBuilder();
        for (int length = 1 + random.nextInt(20); length > 0; length--) {
            int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
            name.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
        }
        return name.toString();
    }
}
