package dev.latchkey.link;

import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.link.remote.InMemoryCallers;
import dev.latchkey.link.remote.InMemoryFiles;
import dev.latchkey.link.remote.InMemoryPermissions;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.Category;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.remote.Icon;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.rpc.ServiceTokens;
import dev.latchkey.protocol.signedurl.KeyRingFile;
import dev.latchkey.protocol.signedurl.SignedUrl;
import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.signedurl.Verification;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.MutableClock;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What link-service finds around it: accounts with files. Every test makes its own, so that none disturbs another. */
@Singleton
public final class World {

    /** Somebody with an account and an API key. */
    public record Person(AccountId id, String token, String apiKey, String secret, long root) {}

    public final InMemoryFiles files;
    public final InMemoryPermissions permissions;
    public final InMemoryCallers callers;
    public final MutableClock clock;

    private final SignedUrlCodec codec;
    private final ServiceTokens serviceTokens;
    private final AtomicLong ids = new AtomicLong(1_000);

    World(
            InMemoryFiles files,
            InMemoryPermissions permissions,
            InMemoryCallers callers,
            MutableClock clock,
            ServiceTokens serviceTokens,
            @ConfigProperty(name = "latchkey.signed-url.keys-file") Path keys) {
        this.files = files;
        this.permissions = permissions;
        this.callers = callers;
        this.clock = clock;
        this.serviceTokens = serviceTokens;
        this.codec = new SignedUrlCodec(new KeyRingFile(keys, clock)::current, Duration.ZERO);
    }

    public Person person() {
        return person(true);
    }

    public Person person(boolean emailVerified) {
        AccountId id = new AccountId(ids.incrementAndGet());
        Person person = new Person(id, "token-" + id, "key-" + id, "secret-" + id, ids.incrementAndGet());
        Caller caller = new Caller(id, "person" + id + "@example.org", emailVerified, 1L << 40);
        callers.token(person.token(), caller);
        callers.key(person.apiKey(), person.secret(), caller);
        permissions.open(id);
        return person;
    }

    public FileHandle song(Person owner) {
        return song(owner, "song.flac");
    }

    public FileHandle song(Person owner, String name) {
        return file(owner, name, "audio/flac", Category.AUDIO, Icon.AUDIO, true);
    }

    public FileHandle text(Person owner) {
        return file(owner, "notes.txt", "text/plain", Category.DOCUMENT, Icon.DOCUMENT, false);
    }

    /** A file in the owner's root folder. */
    public FileHandle file(
            Person owner, String name, String contentType, Category category, Icon icon, boolean hasAudio) {
        long id = ids.incrementAndGet();
        Metadata metadata = new Metadata(
                id,
                name,
                Optional.of(0L),
                Instant.parse("2026-01-02T03:04:05Z"),
                Instant.parse("2026-01-02T03:04:05Z"),
                icon,
                false,
                true,
                Optional.empty(),
                Optional.of(new Metadata.FileFields(4_321, contentType, category, -id, MediaTags.NONE)),
                Optional.empty(),
                Optional.of("/" + name),
                false,
                Optional.empty());
        return files.put(new FileHandle(
                new FileId(id),
                owner.id(),
                List.of(owner.root()),
                name,
                4_321,
                contentType,
                "%064x".formatted(id),
                7,
                hasAudio,
                metadata));
    }

    /** New contents for a file: the next revision is the current one then. */
    public FileHandle revised(FileHandle file) {
        return files.put(new FileHandle(
                file.file(),
                file.owner(),
                file.folders(),
                file.name(),
                file.size(),
                file.contentType(),
                "%064x".formatted(ids.incrementAndGet()),
                file.revision() + 1,
                file.hasAudio(),
                file.metadata()));
    }

    /** Makes a link through the API, with the given parameters as name, value, name, value; its code. */
    public String code(Person owner, FileHandle file, Object... parameters) {
        return link(owner, file, parameters).string("code");
    }

    public Reply link(Person owner, FileHandle file, Object... parameters) {
        var call = call("getfilepublink").as(owner.token()).with("fileid", file.file());
        for (int i = 0; i < parameters.length; i += 2) {
            call.with((String) parameters[i], parameters[i + 1]);
        }
        return call.ok();
    }

    /** What a URL's path was signed for; fails if it was not, or is over. */
    public SignedUrl signed(String path) {
        return valid(path).url();
    }

    public Verification.Valid valid(String path) {
        String[] segments = path.split("/", -1);
        Verification verification = segments.length == 3
                ? codec.verify(segments[2], clock.instant())
                : codec.verify(segments[2], segments[3], clock.instant());
        if (verification instanceof Verification.Valid valid) {
            return valid;
        }
        throw new AssertionError("not a good signed path: " + verification);
    }

    /** What another service sends to prove itself. */
    public String asService() {
        return "Bearer " + serviceTokens.issue("link-service");
    }
}
