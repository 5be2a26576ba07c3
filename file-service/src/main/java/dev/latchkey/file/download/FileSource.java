package dev.latchkey.file.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** A finished file as a source of bytes. */
record FileSource(FileChannel channel, long length) implements ByteSource {

    static FileSource open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        return new FileSource(channel, channel.size());
    }

    @Override
    public long readableUntil(long position) {
        return Math.max(position, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return channel.read(into, position);
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
