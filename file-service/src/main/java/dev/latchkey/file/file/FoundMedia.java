package dev.latchkey.file.file;

import dev.latchkey.file.media.LateFacts;
import dev.latchkey.file.media.MediaFacts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Notes what is found out late with the content, so that all files that hold it show it. */
@ApplicationScoped
class FoundMedia implements LateFacts {

    private final FileRepository rows;

    FoundMedia(FileRepository rows) {
        this.rows = rows;
    }

    @Override
    @Transactional
    public void found(String sha256, MediaFacts facts) {
        rows.noteMedia(sha256, facts);
    }
}
