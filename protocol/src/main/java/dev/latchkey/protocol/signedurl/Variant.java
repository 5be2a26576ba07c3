package dev.latchkey.protocol.signedurl;

/** Which form of the stored bytes a signed URL stands for. */
public sealed interface Variant {

    /** The bytes as they were uploaded. */
    Variant ORIGINAL = new Original();

    /** The bytes as they were uploaded; use {@link Variant#ORIGINAL}. */
    record Original() implements Variant {}

    /**
     * The sound of the file as MP3.
     *
     * @param kilobitsPerSecond constant bit rate in units of 1000 bit/s, 1 to 65535; which rates are offered is the
     *     signer's business
     */
    record Audio(int kilobitsPerSecond) implements Variant {

        /** The highest rate the layout can carry. */
        static final int MAX = 0xFFFF;

        public Audio {
            if (kilobitsPerSecond < 1 || kilobitsPerSecond > MAX) {
                throw new IllegalArgumentException("audio bit rate out of range: " + kilobitsPerSecond);
            }
        }
    }
}
