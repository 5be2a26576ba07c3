package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Of every kind of source, at every bit rate: the MP3 is as long as was said, every part of it is the same bytes
 * whenever and wherever it is made, and it plays. With short segments, so that some seconds have a border and room for
 * a jump into the middle of a segment; {@code -Dlatchkey.test.audio.seconds} and {@code -Dlatchkey.test.audio.seed} make
 * it longer and other.
 */
@Timeout(600)
final class SameBytesTest {

    private static final double SECONDS = Double.parseDouble(System.getProperty("latchkey.test.audio.seconds", "11.8"));
    private static final long SEED = Long.getLong("latchkey.test.audio.seed", 4);
    private static final int BLOCKS = Integer.getInteger("latchkey.test.audio.blocks", 4);
    private static final int[] RATES = {16, 32, 64, 128, 192, 320};
    private static final int DELAY = 1105;
    private static final int AT_ONCE = 2;

    /**
     * AAC fills noise in with noise: what is decoded from the middle on is not the same samples as in one run, only the
     * same sound. Of everything else, the segments together are what one run over the whole makes.
     */
    private static final Set<String> NOISY =
            Set.of("cd.m4a", "mono.aac", "film.mp4", "fast.m4a", "cut-fast.m4a", "six.m4a");

    /** At all rates; what else there is takes its turns at them. */
    private static final Set<String> COMMON = Set.of(
            "cd.wav",
            "cd.aiff",
            "cbr.mp3",
            "vbr.mp3",
            "cd.m4a",
            "cd.flac",
            "cd.ogg",
            "cd.opus",
            "film.mp4",
            "film.mkv");

    @TempDir
    static Path directory;

    private static final Map<String, Path> SOURCES = new TreeMap<>();

    /** What else one run is given of which the bytes shall be those. */
    private static final Map<String, Path> REFERENCES = new TreeMap<>();

    @BeforeAll
    static void makeSources() {
        Path music = Sounds.music(directory, "music.wav", SECONDS);
        add(music, "cd.wav");
        add(music, "studio.wav", "-ar", "96000", "-c:a", "pcm_s24le");
        add(music, "float.wav", "-ar", "48000", "-c:a", "pcm_f32le", "-ac", "1");
        add(music, "phone.wav", "-ar", "8000", "-c:a", "pcm_u8", "-ac", "1");
        add(music, "odd.wav", "-ar", "37800");
        add(music, "six.wav", "-ar", "48000", "-ac", "6");
        Path firstTwo = Sounds.tracks(directory, "two.wav", 2, SECONDS);
        REFERENCES.putAll(Map.of("tracks.wav", firstTwo, "tracks.mkv", firstTwo));
        SOURCES.put("tracks.wav", Sounds.tracks(directory, "tracks.wav", 13, SECONDS));
        SOURCES.put("tracks.mkv", Sounds.tracks(directory, "tracks.mkv", 9, SECONDS, "-c:a", "pcm_s16le"));
        add(music, "falls.wav", "-af", "volume=0.001:enable='gte(t,2.2)'");
        add(music, "cd.flac");
        add(music, "high.flac", "-ar", "192000");
        add(music, "six.flac", "-ac", "6");
        add(music, "six.m4a", "-ac", "6", "-c:a", "aac");
        add(music, "paged.oga", "-c:a", "flac");
        add(music, "adpcm.wav", "-c:a", "adpcm_ms");
        add(music, "ima4.aiff", "-c:a", "adpcm_ima_qt");
        add(music, "vbr.mp3", "-ar", "48000", "-q:a", "4");
        add(music, "bare.mp3", "-b:a", "96k", "-write_xing", "0", "-id3v2_version", "0", "-ar", "32000");
        add(music, "cd.m4a", "-c:a", "aac", "-b:a", "160k");
        add(music, "mono.aac", "-c:a", "aac", "-ac", "1", "-ar", "48000");
        add(music, "cd.ogg", "-c:a", "libvorbis", "-q:a", "5");
        add(music, "cd.opus", "-c:a", "libopus", "-b:a", "96k");
        add(music, "cd.aiff", "-ar", "22050");
        add(music, "music.webm", "-c:a", "libvorbis");
        addWithCover(music, "cbr.mp3", "-b:a", "192k");
        addWithCover(music, "covered.flac", "-disposition:v", "attached_pic");
        addWithCover(music, "covered.m4a", "-c:a", "alac", "-disposition:v", "attached_pic");
        Path film = Sounds.film(directory, "silent.mp4", SECONDS, "-c:v", "libx264", "-an");
        make("film.mp4", film, music, "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac", "-ar", "48000");
        make("film.mkv", film, music, "-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "aac");
        add(music, "tenth.flac", "-t", "0.1");
        add(music, "tenth.ogg", "-t", "0.1", "-c:a", "libvorbis");
        add(music, "short.webm", "-t", "0.9", "-ar", "22050", "-c:a", "libvorbis");
        add(music, "short.wma", "-t", "0.8", "-ar", "16000");
        add(music, "short.mkv", "-t", "3", "-c:a", "flac");
        add(music, "phone.amr", "-t", "1.5", "-ar", "8000", "-ac", "1");
        add(music, "one.wav", "-af", "atrim=end_sample=1");
        add(music, "fast.m4a", "-c:a", "aac", "-movflags", "faststart");
        join("wider.mp3", part(music, "mono.mp3", "-ac", "1"), part(music, "stereo.mp3"));
        join("narrower.aac", part(music, "stereo.aac"), part(music, "mono.aac", "-ac", "1"));
        join("faster.mp3", part(music, "cd.mp3"), part(music, "dat.mp3", "-ar", "48000"));
        for (String whole : List.of("vbr.mp3", "cd.flac", "cd.wav", "cd.ogg", "cd.opus", "film.mkv", "fast.m4a")) {
            cut("cut-" + whole, whole);
        }
    }

    static Stream<String> sources() {
        return SOURCES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void every_part_is_the_same_bytes_wherever_and_whenever_it_is_made(String kind) throws Exception {
        Random random = new Random(SEED + kind.hashCode());
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int rate : rates(kind, random)) {
                running.add(threads.submit(() -> {
                    assertSameBytes(kind, rate, new Random(SEED + kind.hashCode() + rate));
                    return null;
                }));
            }
        }
        for (Future<?> rate : running) {
            rate.get();
        }
    }

    /** In which no decoder finds its way; so long that there is room for three segments' samples where there is none for all. */
    static Stream<Path> longSoundsWithoutSeeking() {
        Path music = Sounds.music(directory, "long.wav", 3 * SECONDS);
        return Stream.concat(
                Stream.of("long.ogg", "long.mkv", "long.webm")
                        .map(name -> Sounds.make(directory, name, List.of("-i", music.toString()))),
                Stream.of("wider.mp3", "narrower.aac", "faster.mp3").map(SameBytesTest::twice));
    }

    @ParameterizedTest
    @MethodSource("longSoundsWithoutSeeking")
    void a_replica_with_less_room_than_the_sound_takes_makes_the_same_bytes(Path source) throws Exception {
        String kind = source.getFileName().toString();
        Random random = new Random(SEED + kind.hashCode());
        Path own = directory.resolve(kind + "-room");
        assertSameBytesWithoutRoom(source, 1, 32, own.resolve("resampled"), random);
        assertSameBytesWithoutRoom(source, BLOCKS, 128, own.resolve("entered"), random);
    }

    private static void assertSameBytesWithoutRoom(Path source, int blocks, int rate, Path own, Random random)
            throws Exception {
        try (Replica roomy = Replica.real(own.resolve("roomy"), blocks)) {
            Mp3 mp3 = roomy.find(source, rate);
            Sound sound = mp3.sound();
            assertThat(sound.seekable()).as("else this tests nothing").isFalse();
            byte[] whole = roomy.read(mp3);
            try (Replica tight = Replica.real(own.resolve("tight"), blocks, sound.samples() * sound.sampleSize() - 1)) {
                Mp3 same = tight.find(source, rate);
                assertSlice(tight, same, whole, lateInTheFirstSegment(same, random), whole.length, own.toString());
                for (int i = 0; i < 2; i++) {
                    assertSlice(tight, same, whole, random.nextInt(whole.length), whole.length, own.toString());
                }
                assertSlice(tight, same, whole, 0, whole.length, own.toString());
                tight.awaitRest();
                assertThat(tight.metrics()
                                .counter("latchkey.media.jumps.unequal")
                                .count())
                        .isZero();
            }
            roomy.awaitRest();
        }
    }

    private static void assertSameBytes(String kind, int rate, Random random) throws Exception {
        Path source = SOURCES.get(kind);
        Path own = Files.createDirectories(directory.resolve(kind + "-" + rate));
        try (Replica one = Replica.real(own.resolve("one"), BLOCKS);
                Replica other = Replica.real(own.resolve("other"), BLOCKS)) {
            Mp3 mp3 = one.find(source, rate);
            byte[] whole = one.read(mp3);
            String what = kind + " at " + rate;
            if (COMMON.contains(kind)) {
                assertThat(mp3.layout().segments())
                        .as("%s: else it has no border", what)
                        .isGreaterThan(1);
            }

            assertThat(whole.length).as(what).isEqualTo((int) mp3.length());
            assertIsConstant(whole, mp3, what);
            assertPlays(whole, mp3, source, own, what);
            assertTheOtherAgrees(other, source, rate, whole, random, what);
            one.awaitRest();
            other.awaitRest();
            assertThat(other.metrics().counter("latchkey.media.jumps.unequal").count())
                    .as(what)
                    .isZero();
        }
    }

    private static int[] rates(String kind, Random random) {
        return COMMON.contains(kind) || Boolean.getBoolean("latchkey.test.audio.all")
                ? RATES
                : random.ints(0, RATES.length)
                        .distinct()
                        .limit(2)
                        .map(i -> RATES[i])
                        .toArray();
    }

    private static void assertTheOtherAgrees(
            Replica other, Path source, int rate, byte[] whole, Random random, String what) throws Exception {
        Mp3 mp3 = other.find(source, rate);
        assertSlice(other, mp3, whole, lateInTheFirstSegment(mp3, random), whole.length, what);
        for (int i = 0; i < 2; i++) {
            int first = random.nextInt(whole.length);
            assertSlice(other, mp3, whole, first, first + 1 + random.nextInt(whole.length - first), what);
        }
        byte[] resumed = new byte[whole.length];
        for (int position = 0; position < resumed.length; ) {
            int end = Math.min(resumed.length, position + 1 + random.nextInt(resumed.length));
            byte[] part = other.read(mp3, position, end);
            System.arraycopy(part, 0, resumed, position, part.length);
            position = end;
        }
        assertThat(Arrays.mismatch(resumed, whole))
                .as("%s: cut and resumed", what)
                .isEqualTo(-1);
    }

    /** Where nothing is there yet, what follows is made without what is before. */
    private static int lateInTheFirstSegment(Mp3 mp3, Random random) {
        long end = mp3.layout().length(0);
        return (int)
                (end - 1 - random.nextLong(Math.min(end, mp3.layout().format().bytesOf(AudioFormat.BLOCK))));
    }

    private static void assertSlice(Replica replica, Mp3 mp3, byte[] whole, int first, int end, String what)
            throws Exception {
        assertThat(Arrays.mismatch(replica.read(mp3, first, end), Arrays.copyOfRange(whole, first, end)))
                .as("%s: the first byte that differs in %d to %d", what, first, end)
                .isEqualTo(-1);
    }

    private static void assertIsConstant(byte[] whole, Mp3 mp3, String what) {
        Mp3Frames frames = Mp3Frames.of(whole);
        assertThat(new LinkedHashSet<>(frames.bitRates())).as(what).containsExactly(mp3.bitRate());
        assertThat(frames.kilobitsPerSecond()).as(what).isCloseTo(mp3.bitRate(), within(mp3.bitRate() * 0.02));
        int spf = mp3.layout().format().samplesPerFrame();
        assertThat((long) frames.positions().size() * spf - DELAY - mp3.layout().samples())
                .as("%s: samples too many", what)
                .isBetween(0L, frames.positions().size() == 2 ? 2L * spf : spf);
        double seconds = (double) mp3.sound().samples() / mp3.sound().sampleRate();
        assertThat((double) mp3.layout().samples() / mp3.layout().format().sampleRate())
                .as("%s: seconds", what)
                .isCloseTo(seconds, within(0.001));
    }

    /** It decodes without a word, to as much as the source has, and to the sound that one run over the whole gives. */
    private static void assertPlays(byte[] whole, Mp3 mp3, Path source, Path own, String what) throws Exception {
        short[] ours = decode(Files.write(own.resolve("whole.mp3"), whole), own);
        AudioFormat format = mp3.layout().format();
        int channels = format.mono() ? 1 : mp3.sound().keptChannels();
        assertThat((long) ours.length / channels)
                .as("%s: decoded samples", what)
                .isEqualTo(format.framesOf(mp3.layout().samples()) * format.samplesPerFrame());
        if (mp3.layout().samples() < format.samplesPerFrame()) {
            return; // of less than a frame, resampling may leave nothing to compare with
        }
        Path reference = own.resolve("reference.mp3");
        String kind = source.getFileName().toString();
        encodeAtOnce(mp3, REFERENCES.getOrDefault(kind, source), own, reference);
        if (!NOISY.contains(kind)) {
            byte[] expected = Files.readAllBytes(reference);
            assertThat((double) expected.length / format.bytesOf(1))
                    .as("%s: frames of one run over the whole", what)
                    .isCloseTo((double) whole.length / format.bytesOf(1), within(1.5));
            assertThat(Arrays.mismatch(whole, Arrays.copyOf(expected, whole.length)))
                    .as("%s: the first byte that differs from one run over the whole", what)
                    .isEqualTo(-1);
            return; // equal bytes sound equal
        }
        short[] theirs = decode(reference, own);
        assertThat(ours.length).as(what).isLessThanOrEqualTo(theirs.length);
        double difference = 0;
        double power = 0;
        for (int i = 0; i < ours.length; i++) {
            difference += Math.pow(ours[i] - theirs[i], 2);
            power += Math.pow(theirs[i], 2);
        }
        assertThat(Math.sqrt(difference / power))
                .as("%s: relative difference", what)
                .isLessThan(0.05);
    }

    private static void encodeAtOnce(Mp3 mp3, Path source, Path own, Path target) throws Exception {
        AudioFormat format = mp3.layout().format();
        Sound sound = mp3.sound();
        List<String> command = new ArrayList<>();
        if (sound.seekable()) {
            command.addAll(List.of("-i", source.toString(), "-map", "0:a:0"));
        } else {
            Path raw = own.resolve("whole.raw");
            String channels = Integer.toString(sound.keptChannels());
            run(
                    Sounds.ffmpeg(),
                    "-i",
                    source.toString(),
                    "-map",
                    "0:a:0",
                    "-ac",
                    channels,
                    "-f",
                    "s16le",
                    raw.toString());
            command.addAll(List.of("-f", "s16le", "-ar", Integer.toString(sound.sampleRate())));
            command.addAll(List.of("-ac", channels, "-i", raw.toString()));
        }
        command.addAll(List.of("-vn", "-af", "aresample=" + format.sampleRate(), "-c:a", "libmp3lame"));
        command.addAll(List.of("-b:a", format.kilobitsPerSecond() + "k", "-ar", Integer.toString(format.sampleRate())));
        command.addAll(List.of("-ac", format.mono() ? "1" : Integer.toString(sound.keptChannels())));
        command.addAll(List.of("-reservoir", "0", "-write_xing", "0", "-id3v2_version", "0", target.toString()));
        run(Sounds.ffmpeg(), command.toArray(String[]::new));
    }

    private static short[] decode(Path mp3, Path own) throws Exception {
        Path samples = own.resolve("samples.raw");
        assertThat(run(Sounds.bundled(), "-xerror", "-i", mp3.toString(), "-f", "s16le", samples.toString()))
                .as("what ffmpeg complains about")
                .isEmpty();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(samples)).order(ByteOrder.LITTLE_ENDIAN);
        short[] values = new short[bytes.remaining() / Short.BYTES];
        bytes.asShortBuffer().get(values);
        return values;
    }

    private static String run(Ffmpeg ffmpeg, String... arguments) throws Exception {
        List<String> command = ffmpeg.command("error");
        command.add("-y");
        command.addAll(List.of(arguments));
        return Sounds.complaints(command, directory);
    }

    private static void add(Path music, String name, String... more) {
        SOURCES.put(name, Sounds.make(directory, name, List.of("-i", music.toString()), more));
    }

    private static void addWithCover(Path music, String name, String... more) {
        Path cover = Sounds.picture(directory, "cover.png");
        List<String> arguments = new ArrayList<>(List.of("-map", "0:a", "-map", "1:v", "-c:v", "copy"));
        arguments.addAll(List.of("-metadata", "title=x"));
        arguments.addAll(List.of(more));
        make(name, music, cover, arguments.toArray(String[]::new));
    }

    private static void make(String name, Path one, Path two, String... more) {
        SOURCES.put(name, Sounds.make(directory, name, List.of("-i", one.toString(), "-i", two.toString()), more));
    }

    /** Without what a player would take for the end, or the beginning, of all of it. */
    private static Path part(Path music, String name, String... more) {
        List<String> arguments = new ArrayList<>();
        if (name.endsWith(".mp3")) {
            arguments.addAll(List.of("-write_xing", "0", "-id3v2_version", "0"));
        }
        arguments.addAll(List.of(more));
        return Sounds.make(
                directory, "part-" + name, List.of("-i", music.toString()), arguments.toArray(String[]::new));
    }

    /** One after the other: what a radio recording may look like. */
    private static void join(String name, Path first, Path second) {
        try {
            Path file = Files.copy(first, directory.resolve(name));
            SOURCES.put(name, Files.write(file, Files.readAllBytes(second), StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path twice(String kind) {
        try {
            byte[] once = Files.readAllBytes(SOURCES.get(kind));
            Path file = Files.write(directory.resolve("long-" + kind), once);
            return Files.write(file, once, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Breaks off in the middle of a frame. */
    private static void cut(String name, String whole) {
        try {
            byte[] bytes = Files.readAllBytes(SOURCES.get(whole));
            Path file = directory.resolve(name);
            Files.copy(new ByteArrayInputStream(bytes, 0, bytes.length * 2 / 3 + 7), file);
            SOURCES.put(name, file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
