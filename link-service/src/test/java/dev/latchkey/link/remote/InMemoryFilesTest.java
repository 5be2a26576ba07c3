package dev.latchkey.link.remote;

import dev.latchkey.protocol.remote.FileHandle;

final class InMemoryFilesTest implements FilesContract {

    private final InMemoryFiles files = new InMemoryFiles();

    @Override
    public Files files() {
        return files;
    }

    @Override
    public FileHandle put(FileHandle file) {
        return files.put(file);
    }

    @Override
    public void goAway() {
        files.goAway();
    }
}
