package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void the_services_settings_are_found_in_their_sources() {
        assertThat(Settings.declared("file-service"))
                .contains(
                        "LATCHKEY_FILE_BLOBS",
                        "LATCHKEY_FILE_BLOBS_GRACE",
                        "LATCHKEY_FILE_BLOBS_STORE",
                        "LATCHKEY_FILE_S3_SECRET_KEY",
                        "LATCHKEY_MEDIA_DIRECTORY",
                        "LATCHKEY_MEDIA_CACHE_SIZE",
                        "LATCHKEY_CONTENT_ALLOWED_ORIGINS",
                        "LATCHKEY_SIGNED_URL_KEYS_FILE",
                        "LATCHKEY_INTERNAL_SECRET_FILE")
                .doesNotContain("LATCHKEY_AUTH_JWT_KEYS_FILE");
        assertThat(Settings.declared("auth-service"))
                .contains("LATCHKEY_AUTH_JWT_KEYS_FILE", "LATCHKEY_AUTH_SECRET_KEY_FILE");
    }

    @Test
    void their_defaults_are_found_too() {
        assertThat(Settings.defaultOf("file-service", "LATCHKEY_FILE_BLOBS_GRACE"))
                .isEqualTo("PT1H");
        assertThat(Settings.defaultOf("file-service", "LATCHKEY_FILE_S3_REGION"))
                .isEqualTo("us-east-1");
    }

    @Test
    void the_frameworks_settings_are_those_of_run_time() {
        assertThat(Settings.ofQuarkus())
                .contains(
                        "QUARKUS_HTTP_HOST",
                        "QUARKUS_HTTP_PROXY_TRUSTED_PROXIES",
                        "QUARKUS_SHUTDOWN_TIMEOUT",
                        "QUARKUS_DATASOURCE_JDBC_URL",
                        "QUARKUS_DATASOURCE_JDBC_MAX_SIZE",
                        "QUARKUS_DATASOURCE_USERNAME")
                .doesNotContain("QUARKUS_HTTP_ROOT_PATH", "QUARKUS_DATASOURCE_DB_KIND");
    }
}
