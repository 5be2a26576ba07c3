package dev.latchkey.file.process;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Memory reached from a JVM. */
final class ForeignMemory implements Memory {

    private final MemorySegment all = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    @Override
    public void putBytes(long address, byte[] bytes) {
        MemorySegment.copy(bytes, 0, all, ValueLayout.JAVA_BYTE, address, bytes.length);
    }

    @Override
    public void putInt(long address, int value) {
        all.set(ValueLayout.JAVA_INT, address, value);
    }

    @Override
    public void putLong(long address, long value) {
        all.set(ValueLayout.JAVA_LONG, address, value);
    }

    @Override
    public int getInt(long address) {
        return all.get(ValueLayout.JAVA_INT, address);
    }
}
