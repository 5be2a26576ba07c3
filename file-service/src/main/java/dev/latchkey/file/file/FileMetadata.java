package dev.latchkey.file.file;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.media.MediaFacts;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Draws the metadata structure of files. */
public final class FileMetadata {

    private static final double MILLIS_PER_SECOND = 1000.0;

    private FileMetadata() {}

    /** A file as the caller may see it. */
    public static Metadata of(LocatedFile located, Standing standing) {
        return of(located.file(), standing, located.path());
    }

    /**
     * A file as the caller may see it.
     *
     * @param path the absolute path in its owner's tree; only the owner is told
     */
    static Metadata of(StoredFile file, Standing standing, String path) {
        Content content = file.content();
        ContentType type = ContentTypes.of(file.name(), content.sniffed());
        return new Metadata(
                file.id(),
                file.name(),
                Optional.of(standing.wireId(file.folder())),
                file.created(),
                file.modified(),
                type.icon(),
                type.hasThumb() && file.size() > 0,
                !standing.isOwn(),
                standing.foreign(),
                Optional.of(new Metadata.FileFields(
                        file.size(),
                        type.mimeType(),
                        type.category(),
                        content.hash(),
                        content.media().map(FileMetadata::tags).orElse(MediaTags.NONE))),
                Optional.empty(),
                standing.isOwn() ? Optional.of(path) : Optional.empty(),
                file.isDeleted(),
                Optional.empty());
    }

    private static MediaTags tags(MediaFacts facts) {
        return new MediaTags(
                facts.width(),
                facts.height(),
                facts.artist(),
                facts.album(),
                facts.title(),
                facts.genre(),
                facts.trackno(),
                facts.duration().map(FileMetadata::seconds),
                facts.framesPerSecond().map(FileMetadata::decimal),
                facts.videoCodec(),
                facts.audioCodec(),
                facts.videoBitRate(),
                facts.audioBitRate(),
                facts.audioSampleRate(),
                facts.rotation());
    }

    private static String seconds(Duration duration) {
        return decimal(duration.toMillis() / MILLIS_PER_SECOND);
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }
}
