package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bytes are streamed: a large file takes no more memory than a small one, and half a file is none. */
@WholeSystem
class LargeFileTest {

    private static final long GIBIBYTE = 1L << 30;
    /** More than the service may take of memory. */
    private static final long CHUNKED = GIBIBYTE / 2;

    private static final int ANNOUNCED = 24 << 20;
    private static final int SENT = 8 << 20;
    /** The service's heap (256 MiB) and 200 MiB for all else: code, threads, network buffers. */
    private static final long MOST_MEMORY = (256L + 200L) << 20;

    private static final Duration SAMPLE = Duration.ofMillis(50);

    private final Latchkey latchkey;
    private final Person owner;

    LargeFileTest(Latchkey latchkey) {
        this.latchkey = latchkey;
        this.owner = latchkey.newPerson();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_gibibyte_goes_up_and_down_in_flat_memory() throws Exception {
        Api plain = owner.api().over(latchkey.stack().http()).within(Duration.ofMinutes(3));
        AtomicLong most = new AtomicLong();
        Thread watch = Thread.ofVirtual().start(() -> watchMemory(most));
        try {
            MessageDigest sent = sha256();
            InputStream file = new DigestInputStream(new Generated(GIBIBYTE), sent);
            Answer uploaded = plain.put("uploadfile", streamed(file, GIBIBYTE), "folderid", 0, "filename", "large.bin")
                    .ok();
            String checksum = HexFormat.of().formatHex(sent.digest());
            assertThat(uploaded.number("metadata/0/size")).isEqualTo(GIBIBYTE);
            assertThat(sha256(uploaded)).isEqualTo(checksum);

            Answer chunked = plain.put(
                            "uploadfile",
                            BodyPublishers.ofInputStream(() -> new DigestInputStream(new Generated(CHUNKED), sent)),
                            "folderid",
                            0,
                            "filename",
                            "chunked.bin")
                    .ok();
            assertThat(chunked.number("metadata/0/size")).isEqualTo(CHUNKED);
            assertThat(sha256(chunked)).isEqualTo(HexFormat.of().formatHex(sent.digest()));

            assertThat(downloaded(latchkey.contentOf(
                            owner.api().call("getfilelink", "fileid", uploaded.number("metadata/0/fileid")))))
                    .isEqualTo(checksum);
            assertThat(usedQuota()).isEqualTo(GIBIBYTE + CHUNKED);
        } finally {
            watch.interrupt();
            watch.join();
        }
        assertThat(most.get()).as("bytes of memory at most").isBetween(1L << 20, MOST_MEMORY);
    }

    @ParameterizedTest
    @EnumSource
    void an_upload_cut_in_the_middle_leaves_nothing(Uploads.Kind kind) throws IOException {
        owner.api().upload("before.txt", new byte[] {1, 2, 3});
        String listing = listing();
        long used = usedQuota();

        Uploads.Cut cut = Uploads.begin(latchkey, owner.api(), "cut.bin", ANNOUNCED, SENT, kind);
        Uploads.awaitTemporaryFile(latchkey);
        cut.close();
        Uploads.awaitNoTemporaryFile(latchkey);

        Uploads.Cut died = Uploads.begin(latchkey, owner.api(), "died.bin", ANNOUNCED, SENT, kind);
        Uploads.awaitTemporaryFile(latchkey);
        died.abandon();
        Uploads.awaitNoTemporaryFile(latchkey);

        assertThat(listing()).isEqualTo(listing);
        assertThat(usedQuota()).isEqualTo(used);
        owner.api().call("stat", "path", "/cut.bin").fails(2055);
    }

    private String sha256(Answer uploaded) {
        return owner.api()
                .call("checksumfile", "fileid", uploaded.number("metadata/0/fileid"))
                .ok()
                .text("sha256");
    }

    private String listing() {
        return owner.api().call("listfolder", "folderid", 0).ok().at("metadata").toString();
    }

    /** Left out of an answer while file-service is too busy to tell it at once. */
    private long usedQuota() {
        return Await.until("usage is told", () -> owner.api().call("userinfo").ok(), info -> info.has("usedquota"))
                .number("usedquota");
    }

    private String downloaded(URI content) throws IOException {
        MessageDigest received = sha256();
        HttpResponse<InputStream> response =
                Api.send(latchkey.client(), HttpRequest.newBuilder(content).build(), BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        try (InputStream bytes = response.body()) {
            byte[] piece = new byte[1 << 20];
            for (int count = bytes.read(piece); count >= 0; count = bytes.read(piece)) {
                received.update(piece, 0, count);
            }
        }
        return HexFormat.of().formatHex(received.digest());
    }

    /** Memory of the process alone; pages of files, which the system lends and takes back, do not count. */
    private void watchMemory(AtomicLong most) {
        Path status = Path.of("/proc", Long.toString(latchkey.stack().pid(Service.FILE)), "status");
        try {
            while (true) {
                long kibibytes = Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum();
                most.accumulateAndGet(kibibytes << 10, Math::max);
                Thread.sleep(SAMPLE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            // the transfers are over
        }
    }

    private static BodyPublisher streamed(InputStream file, long length) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> file), length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As many bytes as wanted, always the same, no two pieces alike. */
    private static final class Generated extends InputStream {

        private final ByteBuffer piece = ByteBuffer.allocate(1 << 20);
        private final long length;
        private long position;

        Generated(long length) {
            this.length = length;
            new Random(42).nextBytes(piece.array());
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            if (position == length) {
                return -1;
            }
            int start = (int) (position % piece.capacity());
            if (start == 0) {
                piece.putLong(0, position);
            }
            int count = (int) Math.min(Math.min(wanted, piece.capacity() - start), length - position);
            System.arraycopy(piece.array(), start, target, offset, count);
            position += count;
            return count;
        }
    }
}
