package dev.latchkey.file.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A finished file, or all of it from some place on, as a source of bytes.
 *
 * @param offset where in the file its first byte is
 * @param length how many there are
 */
record FileSource(FileChannel channel, long offset, long length) implements ByteSource {

    static FileSource open(Path file, long offset) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileSource(channel, offset, channel.size() - offset);
    }

    @Override
    public long readableUntil(long position) {
        return Math.max(position, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, offset + position);
    }

    @Override
    public Optional<Refusal> failure() {
        return Optional.of(Refusal.GONE);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // it was only read
        }
    }
}
