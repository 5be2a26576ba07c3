package dev.latchkey.file.process;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Zeroed memory for as long as a call into the C library takes. For one thread. */
final class Scratch implements AutoCloseable {

    /** Enough for most calls. */
    private static final long BLOCK = 16 * 1024;

    private static final long ALIGNMENT = 16;

    private final LibC libC;
    private final Memory memory;

    /** That of paths. Looked up when it runs: an executable's classes are made elsewhere. */
    private final Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));

    private final List<Long> blocks = new ArrayList<>();
    private long next;
    private long left;

    Scratch(NativeAccess system) {
        this.libC = system.libC();
        this.memory = system.memory();
    }

    /** The address of so many bytes. */
    long room(long size) {
        long taken = Math.ceilDiv(size, ALIGNMENT) * ALIGNMENT;
        if (taken > left) {
            left = Math.max(BLOCK, taken);
            next = libC.calloc(1, left);
            if (next == 0) {
                throw new OutOfMemoryError("calloc of " + left);
            }
            blocks.add(next);
        }
        long address = next;
        next += taken;
        left -= taken;
        return address;
    }

    /** The address of some bytes. */
    long bytes(byte[] bytes) {
        long address = room(bytes.length);
        memory.putBytes(address, bytes);
        return address;
    }

    /** The address of a text with a zero behind it. */
    long string(String text) throws IOException {
        if (text.indexOf('\0') >= 0) {
            throw new IOException("a zero character in an argument");
        }
        byte[] bytes = text.getBytes(charset);
        long address = room(bytes.length + 1L);
        memory.putBytes(address, bytes);
        return address;
    }

    /** The address of the addresses of texts, with a zero behind them. */
    long strings(List<String> texts) throws IOException {
        long address = room((texts.size() + 1L) * Long.BYTES);
        for (int i = 0; i < texts.size(); i++) {
            memory.putLong(address + (long) i * Long.BYTES, string(texts.get(i)));
        }
        return address;
    }

    @Override
    public void close() {
        blocks.forEach(libC::free);
    }
}
