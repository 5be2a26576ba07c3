package dev.latchkey.file.upload;

import dev.latchkey.file.file.FirstBytes;
import dev.latchkey.protocol.error.ApiError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Bytes of one file on their way in: stops with {@link ApiError#OVER_QUOTA} where there is no more room, and keeps the first bytes. */
final class UploadStream extends FilterInputStream {

    private final byte[] head = new byte[FirstBytes.LENGTH];
    private final long room;
    private long count;

    UploadStream(InputStream bytes, long room) {
        super(bytes);
        this.room = room;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        int read = read(one, 0, 1);
        return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            if (count < head.length) {
                System.arraycopy(buffer, offset, head, (int) count, (int) Math.min(read, head.length - count));
            }
            count += read;
            ApiError.OVER_QUOTA.when(count > room);
        }
        return read;
    }

    @Override
    public long skip(long wanted) {
        return 0;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How the file begins. */
    byte[] head() {
        return Arrays.copyOf(head, (int) Math.min(count, head.length));
    }
}
