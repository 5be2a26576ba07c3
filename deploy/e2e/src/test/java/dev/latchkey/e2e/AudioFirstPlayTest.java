package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import dev.latchkey.local.demo.Mp3;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** An MP3 that nobody has played before behaves like a file that was always there. */
@WholeSystem
@TestInstance(Lifecycle.PER_CLASS)
class AudioFirstPlayTest {

    /** Three segments. */
    private static final Duration LENGTH = Duration.ofSeconds(170);

    private static final byte[] SONG = Sounds.wav(LENGTH);
    private static final int ABORTS = Integer.getInteger("latchkey.e2e.aborts", 200);

    private final Latchkey latchkey;
    private final Api owner;
    private final Api visitor;

    AudioFirstPlayTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson().api();
        this.visitor = latchkey.anyone();
    }

    @Test
    void its_length_is_told_at_once_and_is_true() {
        URI url = newSong(128);

        HttpResponse<byte[]> head = latchkey.head(url);
        HttpResponse<byte[]> played = latchkey.fetch(url);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Accept-Ranges")).contains("bytes");
        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(played.body().length);
        assertThat(played.headers().firstValueAsLong("Content-Length")).hasValue(played.body().length);
        assertThat(played.headers().firstValue("ETag")).isEqualTo(head.headers().firstValue("ETag"));
        assertThat(Mp3.read(played.body()).isConstantly(128)).isTrue();
        assertThat(Mp3.read(played.body()).duration()).isBetween(LENGTH, LENGTH.plusMillis(60));
    }

    @Test
    void any_part_may_be_wanted_first() {
        byte[] whole = latchkey.bytes(newSong(128));
        for (String range : List.of("bytes=0-99", "bytes=2000000-2000099", "bytes=-100", "bytes=1023990-1024010")) {
            URI url = newSong(128);

            HttpResponse<byte[]> part = latchkey.fetch(url, "Range", range);

            assertThat(part.statusCode()).as(range).isEqualTo(206);
            String[] said =
                    part.headers().firstValue("Content-Range").orElseThrow().split("[ /-]");
            assertThat(said[3]).isEqualTo(Integer.toString(whole.length));
            assertThat(part.body())
                    .as(range)
                    .isEqualTo(Arrays.copyOfRange(whole, Integer.parseInt(said[1]), Integer.parseInt(said[2]) + 1));
        }
    }

    @Test
    void a_play_that_was_cut_is_resumed_and_gives_the_same_file() throws IOException {
        URI url = newSong(192);
        Random random = new Random(5);
        byte[] whole = latchkey.bytes(newSong(192));
        byte[] resumed = new byte[whole.length];
        int position = 0;
        while (position < resumed.length) {
            int wanted = Math.min(resumed.length - position, 1 + random.nextInt(1_000_000));
            try (InputStream bytes = stream(url, position)) {
                System.arraycopy(bytes.readNBytes(wanted), 0, resumed, position, wanted);
            }
            position += wanted;
        }

        assertThat(Arrays.mismatch(resumed, whole)).isEqualTo(-1);
        assertThat(Arrays.mismatch(latchkey.bytes(url), whole)).isEqualTo(-1);
    }

    @Test
    void starting_later_leaves_out_what_was_before() {
        URI url = newSong(64);

        byte[] later = latchkey.bytes(URI.create(url + "?start=100"));
        byte[] whole = latchkey.bytes(url);

        int rest = (int) (whole.length * (LENGTH.toSeconds() - 100) / LENGTH.toSeconds());
        assertThat(later.length).isBetween(rest - 500, rest + 1000);
        assertThat(later).isEqualTo(Arrays.copyOfRange(whole, whole.length - later.length, whole.length));
    }

    @Test
    void plays_that_are_cut_anywhere_leave_nothing_behind() throws Exception {
        List<URI> urls = List.of(newSong(32), newSong(96), newSong(160), newSong(320));
        Await.until("what was uploaded is measured", () -> programs() == 0);
        long pipes = pipes();
        Random random = new Random(6);
        List<Cut> plays = Stream.generate(() -> new Cut(
                        urls.get(random.nextInt(urls.size())), random.nextLong(600_000), random.nextInt(100_000)))
                .limit(ABORTS)
                .toList();

        Parallel.forEach(16, plays, play -> {
            try (InputStream bytes = stream(play.url(), play.first())) {
                bytes.readNBytes(play.wanted());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        Await.until("no ffmpeg runs, and nothing is left of those that ran", () -> programs() == 0);
        Await.until("no pipe to one is left open", () -> pipes() <= pipes);
        Path work = latchkey.stack().home().resolve("media").resolve("work");
        Await.until("nothing half made is left", () -> work.toFile().list().length == 0);
        Await.until("every turn was given back", () -> gauge("running") == 0 && gauge("queued") == 0);
    }

    /** A play that begins at a byte and ends after so many. */
    private record Cut(URI url, long first, int wanted) {}

    /** The bytes from a position on; whoever closes before the end cuts the connection. */
    private InputStream stream(URI url, long first) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Range", "bytes=" + first + "-")
                .build();
        HttpResponse<InputStream> response = Api.send(latchkey.client(), request, BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(206);
        return response.body();
    }

    /** The same sound as all of them, but content that was never seen: what follows the sound is other every time. */
    private URI newSong(int bitRate) {
        byte[] tail = ("LIST of " + System.nanoTime()).getBytes(StandardCharsets.US_ASCII);
        byte[] content = Arrays.copyOf(SONG, SONG.length + tail.length);
        System.arraycopy(tail, 0, content, SONG.length, tail.length);
        long song = owner.upload("song " + System.nanoTime() + ".wav", content);
        String code = owner.call("getfilepublink", "fileid", song).ok().text("code");
        return latchkey.contentOf(visitor.call("getpubaudiolink", "code", code, "abitrate", bitRate)
                .ok());
    }

    /** Each ffmpeg of file-service; also what has ended and nobody has asked how, which has no command any more. */
    private long programs() {
        return ProcessHandle.of(latchkey.stack().pid(Service.FILE)).stream()
                .flatMap(ProcessHandle::children)
                .map(child -> child.info().command())
                .filter(command -> command.isEmpty() || command.get().endsWith("ffmpeg"))
                .count();
    }

    private long pipes() {
        Path open = Path.of("/proc", Long.toString(latchkey.stack().pid(Service.FILE)), "fd");
        try (Stream<Path> descriptors = Files.list(open)) {
            return descriptors.filter(AudioFirstPlayTest::isPipe).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPipe(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("pipe:");
        } catch (IOException _) {
            return false; // closed meanwhile
        }
    }

    private double gauge(String name) {
        return latchkey.metrics(Service.FILE)
                .lines()
                .filter(line -> line.startsWith("latchkey_media_transcodes_" + name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }
}
