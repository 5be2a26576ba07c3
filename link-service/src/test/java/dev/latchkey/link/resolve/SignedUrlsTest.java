package dev.latchkey.link.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.link.limit.UrlLife;
import dev.latchkey.link.publiclink.PublicAddress;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.signedurl.KeyRingFile;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.signedurl.Verification;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.testing.TestKeys;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs bound to an address, which an installation may switch on. */
final class SignedUrlsTest {

    private record Settings(Path keysFile, long minSpeed, boolean boundToAddress) implements SignedUrlConfig {}

    private record Address(String url, List<String> contentHosts) implements PublicAddress {}

    @TempDir
    Path folder;

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-21T12:00:30Z"));

    @Test
    void a_bound_url_works_only_where_it_was_asked_for_and_is_its_askers_own() {
        SignedUrl url = signed(true, "203.0.113.77");
        assertThat(url.address()).contains(InetAddress.ofLiteral("203.0.113.77"));
        assertThat(url.expires()).isEqualTo(Instant.parse("2026-11-21T16:00:30Z"));
    }

    @Test
    void any_other_works_everywhere_and_until_the_hour_is_full() {
        SignedUrl url = signed(false, "203.0.113.77");
        assertThat(url.address()).isEmpty();
        assertThat(url.expires()).isEqualTo(Instant.parse("2026-11-21T17:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown"})
    void who_comes_from_nowhere_gets_no_bound_url(String client) {
        assertThatThrownBy(() -> signed(true, client))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
    }

    private SignedUrl signed(boolean bound, String client) {
        Path keys = Path.of(TestKeys.write(folder).get("latchkey.signed-url.keys-file"));
        SignedUrls urls = new SignedUrls(
                new Settings(keys, 16_384, bound),
                new Address("https://localhost:8443", List.of("localhost:8443")),
                new UrlLife(Duration.ofHours(4), Duration.ofHours(1)),
                clock);
        String[] path = urls.sign(text(), Delivery.DOWNLOAD, Optional.empty(), client)
                .path()
                .split("/", -1);
        Verification verification = new SignedUrlCodec(new KeyRingFile(keys, clock)::current, Duration.ZERO)
                .verify(path[2], path[3], clock.instant());
        assertThat(verification).isInstanceOf(Verification.Valid.class);
        return ((Verification.Valid) verification).url();
    }

    private FileHandle text() {
        Metadata metadata = new Metadata(
                7,
                "notes.txt",
                Optional.of(0L),
                clock.instant(),
                clock.instant(),
                Icon.DOCUMENT,
                false,
                false,
                Optional.empty(),
                Optional.of(new Metadata.FileFields(5, "text/plain", Category.DOCUMENT, -7L, MediaTags.NONE)),
                Optional.empty(),
                Optional.of("/notes.txt"),
                false,
                Optional.empty());
        return new FileHandle(
                new FileId(7),
                new AccountId(1),
                List.of(3L),
                "notes.txt",
                5,
                "text/plain",
                "%064x".formatted(7),
                7,
                false,
                metadata);
    }
}
