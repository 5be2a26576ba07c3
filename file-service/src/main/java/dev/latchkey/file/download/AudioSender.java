package dev.latchkey.file.download;

import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.media.AudioVariants;
import dev.latchkey.protocol.error.ApiError;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends the MP3 of a blob: a file if it is there already, else what the running transcode has made so far and goes on
 * to make.
 */
@Singleton
final class AudioSender {

    private static final int MILLIS = 1000;
    private static final long LONGEST_START = 1_000_000;

    private final ContentStore store;
    private final AudioVariants variants;
    private final Duration lengthWait;

    AudioSender(ContentStore store, AudioVariants variants, ContentConfig config) {
        this.store = store;
        this.variants = variants;
        this.lengthWait = config.lengthWait();
    }

    private static Optional<Duration> start(Download download) {
        try {
            return start(download.request().getParam("start"));
        } catch (IllegalArgumentException malformedQuery) {
            return Optional.empty();
        }
    }

    void send(Download download, int askedKilobits) {
        Optional<Duration> start = start(download);
        if (start.isEmpty()) {
            download.refuse(Refusal.BAD_START);
            return;
        }
        String blob = download.url().blob();
        int served = variants.servedBitRate(askedKilobits);
        String etag = etag(blob, served, start.get());
        download.response().putHeader("X-Audio-Bitrate", Integer.toString(served));
        if (sendFinished(download, served, start.get(), etag)) {
            return;
        }
        Optional<Path> source = store.path(blob);
        if (source.isEmpty()) {
            download.refuse(Refusal.GONE);
            return;
        }
        if (!download.isSettledBy(download.conditions(), etag)) {
            new AudioFollower(this, download, served, start.get(), etag).follow(variants, source.get(), lengthWait);
        }
    }

    /** Sends the finished MP3 if it is there. */
    boolean sendFinished(Download download, int served, Duration start, String etag) {
        Optional<Path> finished = variants.finished(download.url().blob(), served);
        if (finished.isEmpty()) {
            return false;
        }
        try {
            long length = Files.size(finished.get());
            long offset = start.isZero() ? 0 : variants.positionOf(finished.get(), served, start);
            long begin = Math.min(offset, length);
            FileSender.send(download, new FileSender.Content(finished.get(), begin, length - begin, etag));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String etag(String blob, int served, Duration start) {
        String suffix = start.isZero() ? "" : "-" + start.toMillis();
        return "\"" + blob + "-mp3-" + served + suffix + "\"";
    }

    /** Seconds, with or without a fraction; empty if it is no such thing. */
    private static Optional<Duration> start(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 0 && seconds <= LONGEST_START
                    ? Optional.of(Duration.ofMillis((long) (seconds * MILLIS)))
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    static Refusal refusal(Optional<ApiError> failure) {
        return failure.map(Refusal::of).orElse(Refusal.BROKEN);
    }
}
