package dev.latchkey.file.blob;

import java.util.concurrent.CompletionStage;

/** A blob that is in the store and not, or not yet, on this machine. */
public interface RemoteBlob {

    /** Its length in bytes. */
    long size();

    /**
     * Some of its bytes, all that were asked for. Never waits. Fails if the store does not answer in time.
     *
     * @param length how many; they lie before the end
     */
    CompletionStage<byte[]> read(long position, int length);
}
