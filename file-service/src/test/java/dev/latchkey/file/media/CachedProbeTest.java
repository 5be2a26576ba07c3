package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.blob.Blob;
import dev.latchkey.file.blob.ContentStore;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** On the real table and store. */
@QuarkusTest
@Timeout(60)
final class CachedProbeTest {

    @TempDir
    static Path directory;

    @Inject
    ContentStore store;

    @Inject
    DataSource database;

    @Inject
    MediaProbe wired;

    @Inject
    MeasuredSounds sounds;

    @Inject
    Ffmpeg ffmpeg;

    private final AtomicInteger looks = new AtomicInteger();
    private Optional<MediaFacts> facts = Optional.empty();
    private String prober = "one";
    private boolean slow;
    private final List<Runnable> later = new ArrayList<>();
    private final Map<String, MediaFacts> late = new HashMap<>();

    @Test
    void the_service_s_own_probe_knows_a_song_and_how_long_it_really_is() throws Exception {
        Path song = Sounds.tones(
                directory, "song.mp3", 44_100, 2, "-metadata", "title=A song", "-metadata", "artist=N\u00e4me");
        Blob blob = store.store(Files.newInputStream(song));

        MediaFacts found = wired.facts(blob, "song.mp3").orElseThrow();

        assertThat(found.title()).contains("A song");
        assertThat(found.artist()).contains("N\u00e4me");
        assertThat(found.hasAudio()).isTrue();
        while (sounds.known(blob.sha256()).isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(soundTable().find(blob.sha256()))
                .as("what was measured in the background")
                .contains(new Sound(44_100, 2, true, 88_200, true, Optional.of("mp3")));
    }

    @Test
    void equal_content_is_looked_at_once_even_across_restarts() throws IOException {
        FactsDraft draft = new FactsDraft();
        draft.audio("flac", 96_000, null);
        draft.duration(Duration.ofMillis(1234));
        draft.tag("title", "with \u0000 inside, and a 'quote\"");
        facts = draft.facts();
        Blob blob = content("ID3");

        Optional<MediaFacts> first = probe().facts(blob, "a.mp3");
        Optional<MediaFacts> afterRestart = probe().facts(blob, "other-name.flac");

        assertThat(looks).hasValue(1);
        assertThat(first).isEqualTo(facts);
        assertThat(afterRestart.orElseThrow().audioSampleRate()).contains(96_000);
        assertThat(afterRestart.orElseThrow().duration()).contains(Duration.ofMillis(1234));
        assertThat(afterRestart.orElseThrow().title()).contains("with   inside, and a 'quote\"");
    }

    @Test
    void that_there_is_nothing_in_it_is_known_too() throws IOException {
        Blob blob = content("ID3");

        assertThat(probe().facts(blob, "a.mp3")).isEmpty();
        assertThat(probe().facts(blob, "a.mp3")).isEmpty();
        assertThat(looks).hasValue(1);
    }

    @Test
    void where_another_ffmpeg_saw_nothing_it_is_looked_at_again() throws IOException {
        Blob nothing = content("ID3");
        probe().facts(nothing, "a.mp3");
        prober = "other";
        FactsDraft draft = new FactsDraft();
        draft.audio("mp3", 44_100, null);
        facts = draft.facts();

        assertThat(probe().facts(nothing, "a.mp3")).isPresent();
        assertThat(looks).hasValue(2);
        prober = "third";
        assertThat(probe().facts(nothing, "a.mp3")).isPresent();
        assertThat(looks).as("what was seen is seen").hasValue(2);
    }

    @Test
    void where_another_ffmpeg_could_decode_nothing_it_is_tried_again() throws Exception {
        Blob blob = content("ID3");
        Sound sound = new Sound(44_100, 12, false, 88_200, true, Optional.of("wav"));

        new SoundTable(database, "other").save(blob.sha256(), Sound.NONE);
        assertThat(soundTable().find(blob.sha256())).isEmpty();
        soundTable().save(blob.sha256(), Sound.NONE);
        assertThat(soundTable().find(blob.sha256())).contains(Sound.NONE);

        new SoundTable(database, "other").save(blob.sha256(), sound);
        assertThat(soundTable().find(blob.sha256())).contains(sound);
    }

    @Test
    void of_many_channels_it_has_to_be_known_whether_they_can_be_mixed() throws Exception {
        Blob two = content("ID3");
        Blob twelve = content("ID3");
        soundTable().save(two.sha256(), new Sound(44_100, 2, true, 88_200, true, Optional.of("wav")));
        soundTable().save(twelve.sha256(), new Sound(44_100, 12, true, 88_200, true, Optional.of("wav")));
        // As an older version leaves it.
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE media_sounds SET channel_layout_known = NULL WHERE sha256 IN (?, ?)")) {
            update.setString(1, two.sha256());
            update.setString(2, twelve.sha256());
            assertThat(update.executeUpdate()).isEqualTo(2);
        }

        assertThat(soundTable().find(two.sha256())).isPresent();
        assertThat(soundTable().find(twelve.sha256())).isEmpty();
    }

    private SoundTable soundTable() throws IOException {
        return new SoundTable(database, ffmpeg.fingerprint(directory));
    }

    @Test
    void what_could_not_be_found_out_in_time_is_tried_again() throws IOException {
        Blob blob = content("ID3");
        slow = true;
        assertThat(probe().facts(blob, "a.mp3")).isEmpty();
        slow = false;
        probe().facts(blob, "a.mp3");

        assertThat(looks).hasValue(2);
    }

    @Test
    void what_could_not_be_found_out_in_time_is_found_out_later() throws IOException {
        FactsDraft draft = new FactsDraft();
        draft.tag("title", "late");
        draft.audio("mp3", 44_100, null);
        facts = draft.facts();
        Blob blob = content("ID3");
        slow = true;
        probe().facts(blob, "a.mp3");

        later.removeFirst().run();
        assertThat(late).as("still too much to do").isEmpty();
        slow = false;
        later.removeFirst().run();

        assertThat(late).containsOnlyKeys(blob.sha256());
        assertThat(late.get(blob.sha256()).title()).contains("late");
        assertThat(later).isEmpty();
    }

    @Test
    void content_that_has_gone_is_not_looked_at_again_and_again() throws IOException {
        Blob blob = content("ID3");
        slow = true;
        probe().facts(blob, "a.mp3");
        Files.delete(store.path(blob.sha256()).orElseThrow());

        later.removeFirst().run();

        assertThat(later).isEmpty();
        assertThat(looks).hasValue(1);
    }

    @Test
    void what_nobody_could_look_at_yet_is_sound_if_it_is_called_so() throws IOException {
        Blob blob = content("ID3");
        CachedProbe probe = probe();

        assertThat(probe.hasSound(blob, Optional.empty(), "audio/mpeg")).isTrue();
        assertThat(probe.hasSound(blob, Optional.empty(), "image/png")).isFalse();
        assertThat(probe.hasSound(blob, Optional.empty(), "text/plain")).isFalse();

        probe.facts(blob, "a.mp3");
        assertThat(probe.hasSound(blob, Optional.empty(), "audio/mpeg"))
                .as("looked at, and nothing there")
                .isFalse();
    }

    @Test
    void what_was_measured_is_believed_more_than_what_was_said() throws Exception {
        FactsDraft draft = new FactsDraft();
        draft.audio("mp3", 44_100, null);
        Blob silent = content("ID3");
        Blob sounding = content("ID3");
        soundTable().save(silent.sha256(), Sound.NONE);
        soundTable().save(sounding.sha256(), new Sound(44_100, 2, true, 88_200, true, Optional.of("mp3")));

        assertThat(probe().hasSound(silent, draft.facts(), "audio/mpeg")).isFalse();
        assertThat(probe().hasSound(sounding, draft.facts(), "audio/mpeg")).isTrue();
        assertThat(probe().hasSound(sounding, Optional.empty(), "audio/mpeg")).isTrue();
    }

    @Test
    void names_and_beginnings_that_are_no_media_are_not_looked_at() throws IOException {
        Blob text = content("Dear diary");
        Blob song = content("ID3\u0003\u0000");

        probe().facts(text, "diary.txt");
        probe().facts(text, "diary");
        assertThat(looks).hasValue(0);
        probe().facts(text, "diary.MP3");
        assertThat(looks).hasValue(1);
        probe().facts(song, "song");
        assertThat(looks).hasValue(2);
    }

    @Test
    void a_blob_that_is_not_there_has_no_facts() {
        assertThat(probe().facts(new Blob("0".repeat(64), "", "", 5), "a.mp3")).isEmpty();
    }

    private CachedProbe probe() {
        return new CachedProbe(
                store,
                new MediaFactsTable(database, prober),
                _ -> {
                    looks.incrementAndGet();
                    if (slow) {
                        throw new IOException("killed after PT10S");
                    }
                    return facts;
                },
                sounds,
                new LaterLooks((_, task) -> later.add(task), Runnable::run),
                late::put);
    }

    private Blob content(String beginning) throws IOException {
        return store.store(new ByteArrayInputStream((beginning + UUID.randomUUID()).getBytes()));
    }
}
