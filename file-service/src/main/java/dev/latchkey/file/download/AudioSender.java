package dev.latchkey.file.download;

import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.blob.Whereabouts;
import dev.latchkey.file.media.AudioVariants;
import dev.latchkey.file.media.Mp3;
import dev.latchkey.file.media.Original;
import dev.latchkey.protocol.error.ApiException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sends the MP3 of a blob as if it were a file: how long it is is known before any of it is made. If it was made before,
 * it is a file.
 */
@Singleton
final class AudioSender {

    private static final Logger LOG = Logger.getLogger(AudioSender.class);
    private static final int MILLIS = 1000;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{0,9})?");

    private final ContentStore store;
    private final AudioVariants variants;

    AudioSender(ContentStore store, AudioVariants variants) {
        this.store = store;
        this.variants = variants;
    }

    void send(Download download, int askedKilobits) {
        Optional<Duration> start = start(download);
        if (start.isEmpty()) {
            download.refuse(Refusal.BAD_START);
            return;
        }
        String blob = download.url().blob();
        if (store.path(blob).isPresent()) {
            sendOf(blob, download, askedKilobits, start.get());
            return;
        }
        download.whenFound(store.find(blob), whereabouts -> {
            if (whereabouts instanceof Whereabouts.Nowhere) {
                download.refuse(Refusal.GONE);
            } else {
                sendOf(blob, download, askedKilobits, start.get());
            }
        });
    }

    private void sendOf(String blob, Download download, int askedKilobits, Duration start) {
        Original source = () -> store.fetch(blob);
        Optional<Mp3> known = variants.known(blob, source, askedKilobits);
        if (known.isPresent()) {
            send(download, known.get(), start);
            return;
        }
        Context context = Vertx.currentContext();
        variants.find(blob, source, askedKilobits, download.client())
                .whenComplete((mp3, failure) -> context.runOnContext(_ -> {
                    if (mp3 == null) {
                        download.refuse(refusal(failure));
                    } else if (!download.response().closed()) {
                        send(download, mp3, start);
                    }
                }));
    }

    private void send(Download download, Mp3 mp3, Duration start) {
        String etag = etag(mp3, start);
        long offset = start.isZero() ? 0 : mp3.positionOf(start);
        long length = mp3.length() - offset;
        Optional<Path> finished = variants.finished(mp3);
        if (finished.isPresent()) {
            describe(download, mp3);
            FileSender.Content content = new FileSender.Content(finished.get(), offset, length, etag);
            if (FileSender.send(download, content, () -> make(download, mp3, offset, etag))) {
                variants.served();
            }
        } else {
            make(download, mp3, offset, etag);
        }
    }

    private static void describe(Download download, Mp3 mp3) {
        download.response().putHeader("X-Audio-Bitrate", Integer.toString(mp3.bitRate()));
    }

    private void make(Download download, Mp3 mp3, long offset, String etag) {
        describe(download, mp3);
        ContentAnswer.give(download, mp3.length() - offset, etag, new InTheMaking(mp3, offset, download));
    }

    private static Refusal refusal(@Nullable Throwable failure) {
        Throwable cause = failure != null && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ApiException answer) {
            return Refusal.of(answer.error());
        }
        LOG.error("an MP3 could not be looked up", cause);
        return Refusal.BROKEN;
    }

    private static String etag(Mp3 mp3, Duration start) {
        String suffix = start.isZero() ? "" : "-" + start.toMillis();
        return "\"" + mp3.name() + suffix + "\"";
    }

    private static Optional<Duration> start(Download download) {
        try {
            return start(download.request().getParam("start"));
        } catch (IllegalArgumentException malformedQuery) {
            return Optional.empty();
        }
    }

    /** Seconds, with or without a fraction; empty if it is no such thing. */
    private static Optional<Duration> start(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Optional.of(Duration.ZERO);
        }
        return SECONDS.matcher(text).matches()
                ? Optional.of(Duration.ofMillis((long) (Double.parseDouble(text) * MILLIS)))
                : Optional.empty();
    }

    private final class InTheMaking implements Body {

        private final Mp3 mp3;
        private final long offset;
        private final Download download;

        InTheMaking(Mp3 mp3, long offset, Download download) {
            this.mp3 = mp3;
            this.offset = offset;
            this.download = download;
        }

        @Override
        public ByteSource open(long first, long end, Runnable news) {
            return new AudioListener(told -> variants.listen(mp3, download.client(), offset + end, told), offset, news);
        }

        @Override
        public void unavailable() {
            download.refuse(Refusal.GONE);
        }
    }
}
