package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The ffmpeg of the images is made with what is listed, and nothing else; what is asked for here has to be on that list. */
final class ContainerFfmpegTest {

    private static final Path OPTIONS = Path.of("../deploy/containers/ffmpeg-options");
    private static final Path SOURCES = Path.of("src/main/java/dev/latchkey/file/media");

    /** A filter with its options, at the beginning of a text. */
    private static final Pattern FILTER = Pattern.compile("\"([a-z]+)=");

    @Test
    void it_has_every_filter_that_is_used() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher filter = FILTER.matcher(Files.readString(file));
                while (filter.find()) {
                    used.add(filter.group(1));
                }
            }
        }

        assertThat(used).contains("aresample", "pan");
        assertThat(enabled("filter")).containsAll(used);
    }

    @Test
    void it_opens_every_format_that_may_be_opened() throws IOException {
        List<String> input = Ffmpeg.input(Path.of("any"));
        String formats = input.get(input.indexOf("-format_whitelist") + 1);

        assertThat(enabled("demuxer"))
                .containsAll(Arrays.stream(formats.split(","))
                        .map(format -> format.endsWith("_pipe") ? "image_" + format : format)
                        .map(format -> format.equals("mpeg") ? "mpegps" : format)
                        .toList());
    }

    @Test
    void it_writes_what_is_written() throws IOException {
        assertThat(enabled("encoder")).contains("libmp3lame", "pcm_s16le");
        assertThat(enabled("muxer")).contains("mp3", "pcm_s16le", "framecrc");
        assertThat(enabled("demuxer")).contains("pcm_s16le");
    }

    private static List<String> enabled(String kind) throws IOException {
        return Files.readAllLines(OPTIONS).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .filter(option -> option.startsWith("--enable-" + kind + "="))
                .flatMap(option ->
                        Arrays.stream(option.substring(option.indexOf('=') + 1).split(",")))
                .toList();
    }
}
