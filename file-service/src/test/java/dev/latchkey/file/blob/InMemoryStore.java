package dev.latchkey.file.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A store for tests: content stays in memory and becomes a file only when somebody asks for one. */
public final class InMemoryStore implements ContentStore {

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
    private final Path files;

    public InMemoryStore(Path files) {
        this.files = files;
    }

    @Override
    public Blob store(InputStream bytes) throws IOException {
        return keep(bytes.readAllBytes());
    }

    @Override
    public Blob store(InputStream bytes, long expectedLength) throws IOException {
        byte[] content = bytes.readNBytes(Math.toIntExact(expectedLength));
        if (content.length < expectedLength) {
            throw new UploadCut(expectedLength, content.length);
        }
        return keep(content);
    }

    @Override
    public Optional<Path> path(String sha256) {
        return Optional.ofNullable(blobs.get(sha256)).map(content -> write(sha256, content));
    }

    private Blob keep(byte[] content) {
        ContentHashes hashes = new ContentHashes();
        hashes.update(content, content.length);
        Blob blob = hashes.blob(content.length);
        blobs.put(blob.sha256(), content);
        return blob;
    }

    private Path write(String sha256, byte[] content) {
        try {
            return Files.write(files.resolve(sha256), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
