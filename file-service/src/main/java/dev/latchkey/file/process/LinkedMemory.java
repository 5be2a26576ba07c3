package dev.latchkey.file.process;

import org.graalvm.word.Pointer;
import org.graalvm.word.WordFactory;

/** Memory reached from an executable. */
final class LinkedMemory implements Memory {

    @Override
    public void putBytes(long address, byte[] bytes) {
        Pointer begin = at(address);
        for (int i = 0; i < bytes.length; i++) {
            begin.writeByte(i, bytes[i]);
        }
    }

    @Override
    public void putInt(long address, int value) {
        at(address).writeInt(0, value);
    }

    @Override
    public void putLong(long address, long value) {
        at(address).writeLong(0, value);
    }

    @Override
    public int getInt(long address) {
        return at(address).readInt(0);
    }

    private static Pointer at(long address) {
        return WordFactory.pointer(address);
    }
}
