package dev.latchkey.link.resolve;

import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.Flag;
import java.util.Optional;

/**
 * How a file is wanted.
 *
 * @param audio as MP3 of that rate; absent: as it is
 * @param forcedDownload to be saved rather than shown
 * @param contentType to be served as; absent: as what it is
 * @param skipFileName without its name in the URL
 * @param maxSpeed bytes per second, 0: as fast as it goes
 */
public record Delivery(
        Optional<AudioBitRate> audio,
        boolean forcedDownload,
        Optional<ContentType> contentType,
        boolean skipFileName,
        long maxSpeed) {

    /** As it is, to be saved. */
    public static final Delivery DOWNLOAD = new Delivery(Optional.empty(), true, Optional.empty(), false, 0);

    static Delivery original(
            Flag forcedDownload, Optional<ContentType> contentType, Flag skipFileName, Optional<Count> maxSpeed) {
        return new Delivery(
                Optional.empty(),
                forcedDownload.isSet(),
                contentType,
                skipFileName.isSet(),
                maxSpeed.map(Count::value).orElse(0L));
    }

    static Delivery audio(Optional<AudioBitRate> rate, Flag forcedDownload, Optional<ContentType> contentType) {
        return new Delivery(
                Optional.of(rate.orElse(AudioBitRate.DEFAULT)), forcedDownload.isSet(), contentType, false, 0);
    }
}
