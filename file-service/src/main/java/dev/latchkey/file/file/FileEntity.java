package dev.latchkey.file.file;

import dev.latchkey.protocol.value.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code file}. Its id is drawn before it is persisted, since its first revision needs it. */
@Entity
@Table(name = "file")
class FileEntity {

    @Id
    Long id;

    long owner;
    long folder;
    String name;
    Instant created;
    Instant modified;

    @Nullable
    Instant deleted;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "current")
    RevisionEntity current;

    boolean isAlive() {
        return deleted == null;
    }

    /** Bytes it takes of the quota. */
    long charged() {
        return isAlive() ? current.content.size : 0;
    }

    StoredFile file() {
        return new StoredFile(
                id,
                new AccountId(owner),
                folder,
                name,
                created,
                modified,
                deleted != null,
                current.id,
                current.content.content());
    }
}
