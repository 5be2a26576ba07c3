package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Base64;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the probe finds in a file when it comes in is in its metadata from then on. */
@QuarkusTest
class MediaMetadataApiTest {

    private static final byte[] PNG_OF_ONE_PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Inject
    People people;

    @Inject
    DataSource database;

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
    void what_an_earlier_version_found_is_replaced_when_the_content_comes_again() throws Exception {
        byte[] content = wav(4);
        Reply first =
                anna.call("uploadfile").with("filename", "a.wav").put(content).ok();
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("UPDATE content SET media = ? WHERE sha256 = ?")) {
            update.setString(1, "{\"hasAudio\":true,\"duration\":1.0,\"smell\":\"none\"}");
            update.setString(2, first.string("checksums[0].sha256"));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        anna.call("stat").with("path", "/a.wav").ok().has("metadata.duration", "1.00");

        anna.call("uploadfile").with("filename", "b.wav").put(content).ok();

        anna.call("stat").with("path", "/a.wav").ok().has("metadata.duration", "4.00");
        anna.call("uploadfile").with("filename", "b.txt").put(content).ok().has("metadata[0].duration", "4.00");
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
