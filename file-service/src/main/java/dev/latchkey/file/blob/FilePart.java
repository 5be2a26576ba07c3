package dev.latchkey.file.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Some bytes of a file as a stream. */
final class FilePart extends InputStream {

    private final FileChannel file;
    private final long end;
    private long position;

    private FilePart(FileChannel file, long start, long end) {
        this.file = file;
        this.position = start;
        this.end = end;
    }

    static InputStream open(Path file, long start, long length) {
        try {
            return new FilePart(FileChannel.open(file, StandardOpenOption.READ), start, start + length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int count = file.read(ByteBuffer.wrap(into, offset, wanted), position);
        position += Math.max(count, 0);
        return count;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
