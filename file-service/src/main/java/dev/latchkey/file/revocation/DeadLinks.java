package dev.latchkey.file.revocation;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Which links' URLs are dead although their signature still holds. In memory: asking costs no look-up elsewhere. */
@Singleton
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSW", "com.github.benmanes.caffeine.cache.PSW"})
public final class DeadLinks {

    private final Map<LinkId, Integer> firstLiving;
    private volatile boolean known;

    @Inject
    DeadLinks(RevocationConfig config) {
        this(config.kept());
    }

    /**
     * @param kept how long a link is remembered; never bounded by number, since what is forgotten too early comes back to life
     */
    DeadLinks(Duration kept) {
        this.firstLiving = Caffeine.newBuilder()
                .expireAfterWrite(kept)
                .<LinkId, Integer>build()
                .asMap();
    }

    /** Whether a URL of that link, signed for that version of it, is dead. An owner's own link (0) never is. */
    public boolean isDead(LinkId link, int version) {
        return version < firstLiving.getOrDefault(link, 0);
    }

    /**
     * Whether the feed has been read to its end once since the start. Before that, a link that was revoked earlier
     * looks alive, so URLs of links are not served.
     */
    public boolean isKnown() {
        return known;
    }

    void add(List<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            firstLiving.merge(revocation.link(), revocation.version(), Math::max);
        }
    }

    void completed() {
        known = true;
    }

    int size() {
        return firstLiving.size();
    }
}
