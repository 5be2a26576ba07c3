package dev.latchkey.file.file;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.media.MediaFactsJson;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code content}: written by statements only, never changed through this class. */
@Entity
@Table(name = "content")
class ContentEntity {

    @Id
    String sha256;

    String sha1;
    String md5;
    long size;

    @Nullable
    String sniffed;

    @Nullable
    String media;

    Content content() {
        return new Content(
                new Blob(sha256, sha1, md5, size),
                Optional.ofNullable(sniffed),
                Optional.ofNullable(media).map(MediaFactsJson::read));
    }
}
