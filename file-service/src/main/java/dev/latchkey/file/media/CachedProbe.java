package dev.latchkey.file.media;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks memory, then the table, then the probe. A table that cannot be asked costs a look into the file, nothing else.
 * What could not be found out in time is looked for again later. Where there is sound, how much of it is measured next.
 */
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMS", "com.github.benmanes.caffeine.cache.PSMS"})
final class CachedProbe implements MediaProbe {

    private static final Logger LOG = Logger.getLogger(CachedProbe.class);
    private static final int REMEMBERED = 10_000;

    private final ContentStore store;
    private final MediaFactsTable table;
    private final Probe probe;
    private final MeasuredSounds sounds;
    private final LaterLooks laterLooks;
    private final LateFacts lateFacts;
    private final Cache<String, MediaFactsTable.Finding> memory =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** @param lateFacts told what is found out later only */
    CachedProbe(
            ContentStore store,
            MediaFactsTable table,
            Probe probe,
            MeasuredSounds sounds,
            LaterLooks laterLooks,
            LateFacts lateFacts) {
        this.store = store;
        this.table = table;
        this.probe = probe;
        this.sounds = sounds;
        this.laterLooks = laterLooks;
        this.lateFacts = lateFacts;
    }

    @Override
    public Optional<MediaFacts> facts(Blob blob, String fileName) {
        Optional<Path> file = store.path(blob.sha256());
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (!Probeable.isWorthALook(fileName, file.get())) {
                return Optional.empty();
            }
            Optional<MediaFacts> facts = facts(blob.sha256(), file.get());
            if (facts.isPresent() && facts.get().hasAudio()) {
                sounds.measureLater(blob.sha256(), () -> store.fetch(blob.sha256()));
            }
            return facts;
        } catch (IOException e) {
            LOG.infof("%s was not probed: %s", blob.sha256(), e.getMessage());
            sounds.measureLater(blob.sha256(), () -> store.fetch(blob.sha256()));
            laterLooks.add(blob.sha256(), () -> looksAgain(blob.sha256()));
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean looksAgain(String sha256) {
        try {
            facts(sha256, store.fetch(sha256)).ifPresent(facts -> lateFacts.found(sha256, facts));
            return true;
        } catch (NoSuchFileException _) {
            return true;
        } catch (IOException e) {
            LOG.infof("%s was not probed once more: %s", sha256, e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public boolean hasSound(Blob blob, Optional<MediaFacts> facts, String contentType) {
        boolean said = facts.map(MediaFacts::hasAudio).orElse(isSound(contentType));
        if (!said) {
            return false;
        }
        Optional<Sound> measured = sounds.measured(blob.sha256());
        return measured.isPresent()
                ? !measured.get().isMissing()
                : facts.isPresent() || known(blob.sha256()).isEmpty();
    }

    private static boolean isSound(String contentType) {
        return contentType.startsWith("audio/") || contentType.startsWith("video/");
    }

    private Optional<MediaFacts> facts(String sha256, Path file) throws IOException, InterruptedException {
        Optional<MediaFactsTable.Finding> known = known(sha256);
        if (known.isPresent()) {
            return known.get().facts();
        }
        MediaFactsTable.Finding found = new MediaFactsTable.Finding(probe.look(file));
        save(sha256, found);
        memory.put(sha256, found);
        return found.facts();
    }

    private Optional<MediaFactsTable.Finding> known(String sha256) {
        Optional<MediaFactsTable.Finding> remembered = Optional.ofNullable(memory.getIfPresent(sha256));
        if (remembered.isPresent()) {
            return remembered;
        }
        Optional<MediaFactsTable.Finding> stored = find(sha256);
        stored.ifPresent(finding -> memory.put(sha256, finding));
        return stored;
    }

    private Optional<MediaFactsTable.Finding> find(String sha256) {
        try {
            return table.find(sha256);
        } catch (SQLException | IllegalStateException e) {
            LOG.warnf("media_facts cannot be read: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void save(String sha256, MediaFactsTable.Finding finding) {
        try {
            table.save(sha256, finding);
        } catch (SQLException e) {
            LOG.warnf("media_facts cannot be written: %s", e.getMessage());
        }
    }
}
