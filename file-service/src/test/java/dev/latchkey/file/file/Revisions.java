package dev.latchkey.file.file;

import dev.latchkey.protocol.value.FileId;
import jakarta.inject.Singleton;

/** Tells tests the ids of revisions, which no method lists. */
@Singleton
final class Revisions {

    private final Files files;

    Revisions(Files files) {
        this.files = files;
    }

    long current(long file) {
        return files.open(new FileId(file)).file().revision();
    }
}
