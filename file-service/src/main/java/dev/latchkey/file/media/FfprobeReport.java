package dev.latchkey.file.media;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what {@code ffprobe -of json -show_format -show_streams} prints. */
final class FfprobeReport implements ProbeReader {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int BITS_PER_KILOBIT = 1000;

    @Override
    public Optional<MediaFacts> read(String report) {
        JsonNode root;
        try {
            root = JSON.readTree(report);
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
        FactsDraft draft = new FactsDraft();
        JsonNode format = root.path("format");
        String name = format.path("format_name").asText();
        draft.format(name.contains(",") ? name.substring(0, name.indexOf(',')) : name);
        Double seconds = number(format.path("duration"));
        if (seconds != null) {
            draft.duration(Duration.ofMillis(Math.round(seconds * 1000)));
        }
        readTags(format.path("tags"), draft);
        for (JsonNode stream : root.path("streams")) {
            if (stream.path("disposition").path("attached_pic").asInt() == 0) {
                readStream(stream, draft);
            } else {
                draft.cover(codec(stream), whole(stream.path("width")), whole(stream.path("height")));
            }
        }
        return draft.facts();
    }

    private static void readStream(JsonNode stream, FactsDraft draft) {
        String codec = codec(stream);
        if (stream.path("codec_type").asText().equals("audio")) {
            draft.audio(codec, whole(stream.path("sample_rate")), kilobits(stream.path("bit_rate")));
        } else if (stream.path("codec_type").asText().equals("video")) {
            draft.video(
                    codec,
                    whole(stream.path("width")),
                    whole(stream.path("height")),
                    kilobits(stream.path("bit_rate")),
                    ratio(stream.path("avg_frame_rate").asText()));
            for (JsonNode side : stream.path("side_data_list")) {
                if (side.has("rotation")) {
                    draft.rotation(-side.path("rotation").asInt());
                }
            }
        }
        readTags(stream.path("tags"), draft);
    }

    private static String codec(JsonNode stream) {
        return stream.path("codec_name").asText("unknown");
    }

    private static void readTags(JsonNode tags, FactsDraft draft) {
        tags.properties().forEach(tag -> draft.tag(tag.getKey(), tag.getValue().asText()));
    }

    private static @Nullable Double number(JsonNode node) {
        try {
            double value = Double.parseDouble(node.asText());
            return Double.isFinite(value) && value >= 0 ? value : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static @Nullable Integer whole(JsonNode node) {
        Double value = number(node);
        return value == null ? null : (Integer) value.intValue();
    }

    private static @Nullable Integer kilobits(JsonNode node) {
        Double value = number(node);
        return value == null ? null : (Integer) (int) Math.round(value / BITS_PER_KILOBIT);
    }

    private static @Nullable Double ratio(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        try {
            double value = Double.parseDouble(text.substring(0, slash)) / Double.parseDouble(text.substring(slash + 1));
            return Double.isFinite(value) && value > 0 ? value : null;
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
