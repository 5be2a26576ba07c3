package dev.latchkey.local.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {

    private static final String METHODS = """
            [{"service": "file-service", "method": "listfolder", "summary": "more"},
             {"service": "auth-service", "method": "userinfo"},
             {"service": "link-service", "method": "getpubaudiolink"}]
            """;

    @ParameterizedTest
    @CsvSource(textBlock = """
            /listfolder,                     file-service
            /userinfo,                       auth-service
            /getpubaudiolink,                link-service
            /.well-known/jwks.json,          auth-service
            /c/token/name.mp3,               file-service
            /c/token/..name...mp3,           file-service
            /c/token/100%25%2Fa.mp3,         file-service
            /api/create_file_link.xml,       link-service
            /downloadPublic/123456789012345678, link-service
            /publink/show,                   link-service
            /s/aBcD,                         link-service
            """)
    void a_path_has_one_owner(String path, String service) throws IOException {
        assertThat(read(METHODS).owner(path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/nosuchmethod",
                "/listfolder/",
                "/listfolder/x",
                "/ListFolder",
                "//listfolder",
                "/%6cistfolder",
                "/internal/files",
                "/internal/identify",
                "/q/health/ready",
                "/q/metrics",
                "/q",
                "/c",
                "/api",
                "/.well-known/x",
                "/c/../internal/files",
                "/c/x/../../internal/files",
                "/c/%2e%2e/internal/files",
                "/c/.%2E/internal/files",
                "/c/./../q/metrics",
                "/api/..",
                "/s/%2E%2e%2finternal/files",
                "/s/..;a=b/internal/files",
                "/s/..%5cinternal"
            })
    void everything_else_has_none(String path) throws IOException {
        assertThat(read(METHODS).owner(path)).isEmpty();
    }

    @Test
    void the_list_may_be_part_of_an_object() throws IOException {
        assertThat(read("{\"methods\": " + METHODS + "}").owner("/userinfo")).contains("auth-service");
    }

    @Test
    void no_method_has_two_owners() {
        String twice = """
                [{"service": "file-service", "method": "stat"}, {"service": "link-service", "method": "stat"}]
                """;

        assertThatThrownBy(() -> read(twice)).hasMessage("/stat is declared by file-service and by link-service");
    }

    @Test
    void half_an_entry_is_refused() {
        assertThatThrownBy(() -> read("[{\"method\": \"stat\"}]")).hasMessageContaining("without method or service");
    }

    private static Routes read(String json) throws IOException {
        return Routes.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
