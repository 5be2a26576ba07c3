package dev.latchkey.file.process;

/** The memory of this process, as the C library sees it. An address that is not ours ends the process. */
interface Memory {

    void putBytes(long address, byte[] bytes);

    void putInt(long address, int value);

    void putLong(long address, long value);

    int getInt(long address);
}
