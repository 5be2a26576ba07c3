package dev.latchkey.file.file;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code file_revision}. */
@Entity
@Table(name = "file_revision")
class RevisionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "revision_id")
    @SequenceGenerator(name = "revision_id", sequenceName = "revision_id", allocationSize = 1)
    Long id;

    long file;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "content")
    ContentEntity content;

    Instant stored;

    /** Since when it has not been the current one. */
    @Nullable
    Instant replaced;
}
