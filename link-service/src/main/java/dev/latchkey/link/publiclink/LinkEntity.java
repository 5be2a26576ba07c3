package dev.latchkey.link.publiclink;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.limit.Usage;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.LinkId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** Row of {@code link}. The counters are only ever moved by SQL that adds to them, never written back from here; and a
 * change writes only what it changes, so that two at once cannot undo each other. */
@Entity
@DynamicUpdate
@Table(name = "link")
class LinkEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(updatable = false)
    long owner;

    @Column(updatable = false)
    @Nullable
    Long file;

    @Column(updatable = false)
    @Nullable
    Long folder;

    @Column(updatable = false)
    String code;

    @Column(name = "short_code")
    @Nullable
    String shortCode;

    @Column(name = "public_number", updatable = false)
    @Nullable
    String publicNumber;

    @Nullable
    Instant expires;

    @Column(name = "max_downloads")
    @Nullable
    Long maxDownloads;

    @Column(name = "max_traffic")
    @Nullable
    Long maxTraffic;

    @Nullable
    String password;

    @Column(updatable = false)
    long downloads;

    @Column(updatable = false)
    long traffic;

    int version;

    @Column(updatable = false)
    Instant created;

    Instant modified;

    @Nullable
    Instant deleted;

    PublicLink link() {
        return new PublicLink(
                new LinkId(id),
                new AccountId(owner),
                file == null ? new LinkTarget.Folder(folder) : new LinkTarget.OneFile(new FileId(file)),
                new LinkCode(code),
                Optional.ofNullable(shortCode).map(LinkCode::new),
                Optional.ofNullable(publicNumber).map(LinkNumber::new),
                new LinkLimits(
                        Optional.ofNullable(expires),
                        Optional.ofNullable(maxDownloads),
                        Optional.ofNullable(maxTraffic)),
                Optional.ofNullable(password).map(PasswordHash::new),
                new Usage(downloads, traffic),
                version,
                created,
                modified,
                deleted != null);
    }

    void leadTo(LinkTarget target) {
        switch (target) {
            case LinkTarget.OneFile(FileId id) -> this.file = id.value();
            case LinkTarget.Folder(long id) -> this.folder = id;
        }
    }

    void limit(LinkLimits limits) {
        this.expires = limits.expires().orElse(null);
        this.maxDownloads = limits.maxDownloads().orElse(null);
        this.maxTraffic = limits.maxTraffic().orElse(null);
    }

    void protect(Optional<PasswordHash> hash) {
        this.password = hash.map(PasswordHash::phc).orElse(null);
    }
}
