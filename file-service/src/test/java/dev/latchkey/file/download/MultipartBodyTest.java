package dev.latchkey.file.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.file.download.RequestedRange.Part;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MultipartBodyTest {

    private static final int SIZE = 5_000;

    private final Random random = new Random(15);
    private final byte[] bytes = new byte[SIZE];
    private final Slow content = new Slow();

    MultipartBodyTest() {
        random.nextBytes(bytes);
    }

    @Test
    void a_message_says_of_each_part_what_and_where_it_is() throws IOException {
        Arrays.fill(bytes, (byte) 'x');
        MultipartBody body = body(List.of(new Part(4_000, 4_002), new Part(0, 0)));

        assertThat(body.contentType()).isEqualTo("multipart/byteranges; boundary=frontier");
        assertThat(new String(read(body, 100))).isEqualTo("""

                --frontier
                Content-Type: audio/ogg
                Content-Range: bytes 4000-4002/5000

                xxx
                --frontier
                Content-Type: audio/ogg
                Content-Range: bytes 0-0/5000

                x
                --frontier--
                """.replace("\n", "\r\n"));
    }

    @Test
    void however_it_is_read_it_is_as_long_as_it_said_and_holds_the_parts() throws IOException {
        for (int i = 0; i < 300; i++) {
            List<Part> parts = new ArrayList<>();
            for (int n = random.nextInt(1, 6); n > 0; n--) {
                int first = random.nextInt(SIZE);
                parts.add(new Part(first, random.nextInt(first, SIZE)));
            }
            MultipartBody body = body(parts);

            byte[] message = read(body, random.nextInt(1, 1_000));

            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (Part part : parts) {
                expected.writeBytes(("\r\n--frontier\r\nContent-Type: audio/ogg\r\nContent-Range: bytes " + part.first()
                                + "-" + part.last() + "/5000\r\n\r\n")
                        .getBytes());
                expected.write(bytes, (int) part.first(), (int) part.length());
            }
            expected.writeBytes("\r\n--frontier--\r\n".getBytes());
            assertThat(message).isEqualTo(expected.toByteArray());
            assertThat(body.length()).isEqualTo(message.length);
            assertThat(content.open).isZero();
        }
    }

    @Test
    void nothing_is_said_of_a_part_before_its_first_byte_is_there() throws IOException {
        content.ready = 0;
        MultipartBody body = body(List.of(new Part(10, 19), new Part(900, 999)));
        ByteSource source = body.open(0, body.length(), () -> {});

        assertThat(source.readableUntil(0)).isZero();
        content.ready = 12;
        long some = source.readableUntil(0);
        assertThat(source.read(ByteBuffer.allocate((int) some), 0)).isEqualTo((int) some);
        assertThat(source.readableUntil(some)).isEqualTo(some);
        assertThat(content.asked).containsExactly("10-20");

        content.ready = 30;
        long second = source.readableUntil(some);
        assertThat(source.readableUntil(second)).as("the next head").isEqualTo(second);
        assertThat(content.asked).containsExactly("10-20", "900-1000");
        assertThat(content.open).isEqualTo(1);
        source.close();
        assertThat(content.open).isZero();
    }

    @Test
    void what_cannot_be_opened_is_told_at_once_and_later_is_a_failure() throws IOException {
        content.missing = 900;
        MultipartBody first = body(List.of(new Part(900, 999), new Part(10, 19)));
        assertThat(catchThrowable(() -> first.open(0, first.length(), () -> {})))
                .isInstanceOf(FileNotFoundException.class);

        MultipartBody second = body(List.of(new Part(10, 19), new Part(900, 999)));
        ByteSource source = second.open(0, second.length(), () -> {});
        long end = source.readableUntil(0);
        assertThat(source.failure()).isEmpty();
        assertThat(source.readableUntil(end)).isEqualTo(end);
        assertThat(source.failure()).contains(Refusal.GONE);
        assertThat(content.open).isZero();
    }

    private MultipartBody body(List<Part> parts) {
        return new MultipartBody(parts, "frontier", "audio/ogg", SIZE, content);
    }

    private byte[] read(MultipartBody body, int piece) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        ByteSource source = body.open(0, body.length(), () -> {});
        while (message.size() < body.length()) {
            long available = Math.min(source.readableUntil(message.size()), body.length());
            assertThat(available).isGreaterThan(message.size());
            ByteBuffer into = ByteBuffer.allocate((int) Math.min(piece, available - message.size()));
            int count = source.read(into, message.size());
            assertThat(count).isPositive();
            message.write(into.array(), 0, count);
        }
        source.close();
        return message.toByteArray();
    }

    /** Content of which only so much is there, and more than was asked for. */
    private final class Slow implements Body {

        private final List<String> asked = new ArrayList<>();
        private int ready = SIZE;
        private int missing = -1;
        private int open;

        @Override
        public ByteSource open(long first, long end, Runnable news) throws IOException {
            if (first == missing) {
                throw new FileNotFoundException();
            }
            asked.add(first + "-" + end);
            open++;
            return new ByteSource() {
                @Override
                public long readableUntil(long position) {
                    return Math.max(position, ready);
                }

                @Override
                public int read(ByteBuffer into, long position) {
                    int count = Math.min(into.remaining(), ready - (int) position);
                    into.put(bytes, (int) position, count);
                    return count;
                }

                @Override
                public Optional<Refusal> failure() {
                    return Optional.empty();
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public void unavailable() {
            throw new AssertionError("nobody answers here");
        }
    }
}
