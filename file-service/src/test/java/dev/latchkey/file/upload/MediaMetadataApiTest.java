package dev.latchkey.file.upload;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probe finds in a file when it comes in is in its metadata from then on. */
@QuarkusTest
class MediaMetadataApiTest {

    private static final byte[] PNG_OF_ONE_PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Inject
    People people;

    private Person anna;

    @BeforeEach
    void anna_joins() {
        anna = people.join();
    }

    @Test
    void a_sound_has_a_duration() {
        Reply reply =
                anna.call("uploadfile").with("filename", "beep.wav").put(wav(2)).ok();
        reply.has("metadata[0].contenttype", "audio/wav")
                .has("metadata[0].category", 3)
                .has("metadata[0].icon", "audio")
                .has("metadata[0].thumb", false)
                .has("metadata[0].duration", "2.00")
                .has("metadata[0].audiosamplerate", 8_000);
        anna.call("listfolder").with("folderid", 0).ok().has("metadata.contents[0].duration", "2.00");
    }

    @Test
    void a_sound_without_an_extension_is_one_all_the_same() {
        anna.call("uploadfile")
                .with("filename", "beep")
                .put(wav(3))
                .ok()
                .has("metadata[0].contenttype", "audio/wav")
                .has("metadata[0].duration", "3.00");
    }

    @Test
    void what_is_no_sound_has_no_duration_whatever_its_name() {
        anna.call("uploadfile")
                .with("filename", "noise.mp3")
                .put("no sound at all".getBytes(StandardCharsets.UTF_8))
                .ok()
                .has("metadata[0].contenttype", "audio/mpeg")
                .hasNo("metadata[0].duration");
    }

    @Test
    void a_picture_has_a_size_and_a_thumbnail() {
        anna.call("uploadfile")
                .with("filename", "pixel.png")
                .put(PNG_OF_ONE_PIXEL)
                .ok()
                .has("metadata[0].contenttype", "image/png")
                .has("metadata[0].category", 1)
                .has("metadata[0].thumb", true)
                .has("metadata[0].width", 1)
                .has("metadata[0].height", 1);
    }

    /** A hum of so many seconds: 8,000 samples of one byte each. */
    private static byte[] wav(int seconds) {
        int samples = 8_000 * seconds;
        ByteBuffer wav = ByteBuffer.allocate(44 + samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(8_000)
                .putShort((short) 1)
                .putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples);
        for (int i = 0; i < samples; i++) {
            wav.put((byte) (128 + 60 * Math.sin(i * 0.3)));
        }
        return wav.array();
    }
}
