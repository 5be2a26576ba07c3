package dev.latchkey.file.media;

/**
 * An MP3 made of a blob.
 *
 * @param sha256           the blob
 * @param kilobitsPerSecond the bit rate that is served, one of {@link AudioBitRates}
 */
record VariantKey(String sha256, int kilobitsPerSecond) {

    String fileName() {
        return sha256 + "-" + kilobitsPerSecond + ".mp3";
    }
}
