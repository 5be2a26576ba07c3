package dev.latchkey.file.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultipartBodyTest {

    private static final String TYPE = "multipart/form-data; boundary=";

    @Test
    void parts_of_any_size_and_contents_come_back_however_the_bytes_trickle_in() throws IOException {
        Random random = new Random(20_261_121);
        for (int round = 0; round < 200; round++) {
            String boundary = "b-" + random.nextInt(1_000_000);
            List<byte[]> parts = new ArrayList<>();
            for (int count = random.nextInt(4); count >= 0; count--) {
                parts.add(contents(random, boundary));
            }
            InputStream body = new Trickle(body(boundary, parts), random);
            MultipartBody multipart = MultipartBody.open(TYPE + boundary, body).orElseThrow();
            for (byte[] expected : parts) {
                assertThat(multipart.next().orElseThrow().bytes().readAllBytes())
                        .isEqualTo(expected);
            }
            assertThat(multipart.next()).isEmpty();
        }
    }

    @Test
    void a_part_that_nobody_reads_is_passed_over() throws IOException {
        byte[] body = body("b", List.of(new byte[300_000], "second".getBytes(StandardCharsets.UTF_8)));
        MultipartBody multipart =
                MultipartBody.open(TYPE + "b", new ByteArrayInputStream(body)).orElseThrow();
        assertThat(multipart.next()).isPresent();
        assertThat(multipart.next().orElseThrow().bytes().readAllBytes())
                .asString()
                .isEqualTo("second");
    }

    @Test
    void a_body_cut_anywhere_is_never_taken_for_whole() throws IOException {
        byte[] body =
                body("b", List.of("first".getBytes(StandardCharsets.UTF_8), "second".getBytes(StandardCharsets.UTF_8)));
        int whole = body.length - "\r\n".length();
        int firstBoundary = "--b\r\n".length();
        for (int length = 0; length < whole; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            if (length < firstBoundary) {
                assertThat(readAll(cut)).isZero();
                continue;
            }
            assertThatThrownBy(() -> readAll(cut)).as("cut at " + cut.length).isInstanceOf(IOException.class);
        }
        assertThat(readAll(body)).isEqualTo(2);
    }

    @Test
    void a_content_type_without_a_boundary_is_no_multipart_body() throws IOException {
        for (String type :
                List.of("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; xboundary=b")) {
            assertThat(MultipartBody.open(type, InputStream.nullInputStream()))
                    .as(type)
                    .isEmpty();
        }
    }

    private static int readAll(byte[] body) throws IOException {
        MultipartBody multipart =
                MultipartBody.open(TYPE + "b", new ByteArrayInputStream(body)).orElseThrow();
        int count = 0;
        for (Optional<MultipartBody.Part> part = multipart.next(); part.isPresent(); part = multipart.next()) {
            part.get().bytes().readAllBytes();
            count++;
        }
        return count;
    }

    private static byte[] body(String boundary, List<byte[]> parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part);
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return body.toByteArray();
    }

    /** Bytes that now and then look as if the boundary came. */
    private static byte[] contents(Random random, String boundary) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        for (int count = random.nextInt(50); count > 0; count--) {
            String almost = "\r\n--" + boundary;
            contents.writeBytes(
                    random.nextInt(3) == 0
                            ? almost.substring(0, random.nextInt(almost.length() - 1))
                                    .getBytes(StandardCharsets.UTF_8)
                            : noise(random));
        }
        return contents.toByteArray();
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(5_000)];
        random.nextBytes(noise);
        return noise;
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class Trickle extends ByteArrayInputStream {

        private final Random random;

        Trickle(byte[] bytes, Random random) {
            super(bytes);
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(3_000)));
        }
    }
}
