package dev.latchkey.file.folder;

import dev.latchkey.protocol.value.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code folder}. */
@Entity
@Table(name = "folder")
class FolderEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "object_id")
    @SequenceGenerator(name = "object_id", sequenceName = "object_id", allocationSize = 1)
    Long id;

    long owner;

    @Nullable
    Long parent;

    String name;
    Instant created;
    Instant modified;

    @Nullable
    Instant deleted;

    Folder folder() {
        return new Folder(
                id, new AccountId(owner), Optional.ofNullable(parent), name, created, modified, deleted != null);
    }
}
