package dev.latchkey.file.media;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code ffmpeg -i} prints about its input, for the bundled ffmpeg comes without ffprobe. Tags stand deeper
 * indented than streams, so a tag cannot pass for a stream.
 */
final class FfmpegReport implements ProbeReader {

    private static final Pattern INPUT = Pattern.compile("Input #0, ([a-z0-9_]+).*");
    private static final Pattern DURATION = Pattern.compile("  Duration: (\\d{1,6}):(\\d\\d):(\\d\\d(?:\\.\\d+)?).*");
    private static final Pattern STREAM = Pattern.compile("  Stream #0:\\d+\\S*: (Audio|Video): (\\w+)(.*)");
    private static final Pattern TAG = Pattern.compile(" {4,6}(\\S[^:]*?) *: (.*)");
    private static final Pattern TURNED =
            Pattern.compile(" +displaymatrix: rotation of (-?\\d{1,4})\\.?\\d* degrees.*");
    private static final Pattern HERTZ = Pattern.compile(", (\\d{1,9}) Hz");
    private static final Pattern KILOBITS = Pattern.compile(", (\\d{1,9}) kb/s");
    private static final Pattern SIZE = Pattern.compile(", (\\d{1,6})x(\\d{1,6})(?=[ ,\\[]|$)");
    private static final Pattern FPS = Pattern.compile(", (\\d{1,6}(?:\\.\\d{1,6})?) fps");

    @Override
    public Optional<MediaFacts> read(String report) {
        FactsDraft draft = new FactsDraft();
        boolean cover = false;
        for (String line : report.lines().toList()) {
            if (line.startsWith("Output #0")) {
                break;
            }
            Matcher stream = STREAM.matcher(line);
            if (stream.matches()) {
                cover = line.contains("(attached pic)");
                readStream(stream, cover, draft);
            } else if (!cover) {
                readLine(line, draft);
            }
        }
        return draft.facts();
    }

    private static void readStream(Matcher stream, boolean cover, FactsDraft draft) {
        String codec = stream.group(2);
        String rest = stream.group(3);
        if (stream.group(1).equals("Audio")) {
            draft.audio(codec, whole(HERTZ, rest), whole(KILOBITS, rest));
            return;
        }
        Matcher size = SIZE.matcher(rest);
        boolean sized = size.find();
        @Nullable Integer width = sized ? Integer.valueOf(size.group(1)) : null;
        @Nullable Integer height = sized ? Integer.valueOf(size.group(2)) : null;
        if (cover) {
            draft.cover(codec, width, height);
        } else {
            Matcher fps = FPS.matcher(rest);
            draft.video(codec, width, height, whole(KILOBITS, rest), fps.find() ? Double.valueOf(fps.group(1)) : null);
        }
    }

    private static void readLine(String line, FactsDraft draft) {
        Matcher input = INPUT.matcher(line);
        Matcher duration = DURATION.matcher(line);
        Matcher turned = TURNED.matcher(line);
        Matcher tag = TAG.matcher(line);
        if (input.matches()) {
            draft.format(input.group(1));
        } else if (duration.matches()) {
            draft.duration(Duration.ofHours(Long.parseLong(duration.group(1)))
                    .plusMinutes(Long.parseLong(duration.group(2)))
                    .plusMillis(Math.round(Double.parseDouble(duration.group(3)) * 1000)));
        } else if (turned.matches()) {
            draft.rotation(-Integer.parseInt(turned.group(1)));
        } else if (tag.matches()) {
            draft.tag(tag.group(1), tag.group(2));
        }
    }

    private static @Nullable Integer whole(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }
}
