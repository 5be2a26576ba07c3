package dev.latchkey.link.resolve;

import dev.latchkey.link.limit.UrlLife;
import dev.latchkey.link.publiclink.PublicAddress;
import dev.latchkey.link.publiclink.PublicLink;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.signedurl.KeyRingFile;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.signedurl.Variant;
import dev.latchkey.protocol.value.FileName;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns a file and how it is wanted into a URL that the content path serves without asking anybody. */
@Startup
@Singleton
public final class SignedUrls {

    private static final String ANY_BYTES = "application/octet-stream";
    private static final String MP3 = "audio/mpeg";

    private final SignedUrlConfig config;
    private final PublicAddress address;
    private final UrlLife life;
    private final Clock clock;
    private final KeyRingFile keys;
    private final SignedUrlCodec codec;

    SignedUrls(SignedUrlConfig config, PublicAddress address, UrlLife life, Clock clock) {
        this.config = config;
        this.address = address;
        this.life = life;
        this.clock = clock;
        this.keys = new KeyRingFile(config.keysFile(), clock);
        this.codec = new SignedUrlCodec(keys::current, Duration.ZERO);
    }

    /** Whether there is a key to sign with. */
    boolean canSign() {
        return keys.current().signingId() > 0;
    }

    /**
     * Signs a URL.
     *
     * @param link the link it is handed out for; none for the owner's own
     * @param client the address that asks
     * @throws dev.latchkey.protocol.error.ApiException 2011 with {@code minspeed}, 2044 for sound of what has none
     */
    ContentUrl sign(FileHandle file, Delivery wish, Optional<PublicLink> link, String client) {
        if (wish.maxSpeed() > 0 && wish.maxSpeed() < config.minSpeed()) {
            throw ApiError.SPEED_LIMIT_TOO_LOW.exception().with("minspeed", config.minSpeed());
        }
        ApiError.NOT_PLAYABLE.when(wish.audio().isPresent() && !file.hasAudio());
        Optional<InetAddress> bound = config.boundToAddress() ? address(client) : Optional.empty();
        Instant expires = expires(link, bound.isPresent());
        SignedUrl url = SignedUrl.of(file.blob(), file.size(), contentType(file, wish), expires)
                .withForcedDownload(wish.forcedDownload())
                .withSkipName(wish.skipFileName())
                .withMaxSpeed(wish.maxSpeed());
        if (wish.audio().isPresent()) {
            url = url.as(new Variant.Audio(wish.audio().get().kilobits()), url.contentType());
        }
        if (link.isPresent()) {
            url = url.forLink(link.get().id(), link.get().version());
        }
        if (bound.isPresent()) {
            url = url.boundToAddress(bound.get());
        }
        return new ContentUrl(address.contentHosts(), codec.sign(url, name(file, wish)), expires);
    }

    /**
     * A URL that is counted or meant for one client is that client's own; others may be shared, by caches for example.
     */
    private Instant expires(Optional<PublicLink> link, boolean bound) {
        Optional<Instant> end = link.flatMap(some -> some.limits().expires());
        boolean counted = link.flatMap(some -> some.limits().maxDownloads()).isPresent();
        return bound || counted ? life.own(clock.instant(), end) : life.shared(clock.instant(), end);
    }

    private static String contentType(FileHandle file, Delivery wish) {
        if (wish.forcedDownload()) {
            return ANY_BYTES;
        }
        return wish.contentType().map(ContentType::value).orElse(wish.audio().isPresent() ? MP3 : file.contentType());
    }

    /** Sound has the file's name, but says that it is MP3 now. */
    private static String name(FileHandle file, Delivery wish) {
        if (wish.audio().isEmpty()) {
            return file.name();
        }
        int dot = file.name().lastIndexOf('.');
        String named = (dot > 0 ? file.name().substring(0, dot) : file.name()) + ".mp3";
        return FileName.isValid(named) ? named : file.name();
    }

    private static Optional<InetAddress> address(String client) {
        try {
            return Optional.of(InetAddress.ofLiteral(client));
        } catch (IllegalArgumentException e) {
            throw ApiError.NO_SERVER_AVAILABLE
                    .exception("the caller has no address to bind a URL to")
                    .because(e);
        }
    }
}
