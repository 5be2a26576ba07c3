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

    private static final String ROUTES = """
            [{"path": "/listfolder", "match": "EXACT", "service": "file-service", "site": "API"},
             {"path": "/userinfo", "match": "EXACT", "service": "auth-service"},
             {"path": "/.well-known/jwks.json", "match": "EXACT", "service": "auth-service"},
             {"path": "/api/create_file_link.xml", "match": "EXACT", "service": "link-service"},
             {"path": "/c/", "match": "PREFIX", "service": "file-service", "site": "CONTENT"},
             {"path": "/s/", "match": "PREFIX", "service": "link-service", "site": "PAGES"}]
            """;

    @ParameterizedTest
    @CsvSource(textBlock = """
            /listfolder,                     file-service
            /userinfo,                       auth-service
            /.well-known/jwks.json,          auth-service
            /c/token/name.mp3,               file-service
            /c/token/..name...mp3,           file-service
            /c/token/100%25%2Fa.mp3,         file-service
            /api/create_file_link.xml,       link-service
            /s/aBcD,                         link-service
            """)
    void a_path_has_one_owner(String path, String service) throws IOException {
        assertThat(read(ROUTES).owner(path)).contains(service);
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
                "/api/create_file_link.xml.xml",
                "/.well-known/x",
                "/c/../internal/files",
                "/c/x/../../internal/files",
                "/c/%2e%2e/internal/files",
                "/c/.%2E/internal/files",
                "/c/./../q/metrics",
                "/s/..",
                "/s/%2E%2e%2finternal/files",
                "/s/..;a=b/internal/files",
                "/s/..%5cinternal",
                "//q/metrics",
                "/q%2fmetrics",
                "/q/metrics/..%2f..%2flistfolder",
                "/q/metrics/../../listfolder",
                "/internal/accounts/..%2f..%2fc%2fx/usage",
                "http://localhost/listfolder"
            })
    void everything_else_has_none(String path) throws IOException {
        assertThat(read(ROUTES).owner(path)).isEmpty();
    }

    @Test
    void no_path_has_two_owners() {
        String twice = """
                [{"path": "/stat", "match": "EXACT", "service": "file-service"},
                 {"path": "/stat", "match": "EXACT", "service": "link-service"}]
                """;

        assertThatThrownBy(() -> read(twice)).hasMessage("/stat is declared by file-service and by link-service");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"path\": \"/stat\", \"match\": \"EXACT\"}]",
                "[{\"match\": \"EXACT\", \"service\": \"file-service\"}]",
                "[{\"path\": \"/stat\", \"service\": \"file-service\"}]",
                "[{\"path\": \"/stat\", \"match\": \"REGEX\", \"service\": \"file-service\"}]"
            })
    void half_an_entry_is_refused(String list) {
        assertThatThrownBy(() -> read(list)).isInstanceOf(IOException.class).hasMessageContaining("an entry with");
    }

    private static Routes read(String json) throws IOException {
        return Routes.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }
}
