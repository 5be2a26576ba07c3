package dev.latchkey.file.blob;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class InMemoryStoreTest extends ContentStoreContract {

    @TempDir
    Path directory;

    private ContentStore store;

    @BeforeEach
    void open() {
        store = new InMemoryStore(directory);
    }

    @Override
    ContentStore store() {
        return store;
    }
}
