package dev.latchkey.file.download;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Sends content that is in memory, with its head in one go: neither a file nor a second system call. */
final class MemorySender {

    private MemorySender() {}

    static void send(Download download, byte[] bytes, String etag) {
        ContentAnswer.give(download, bytes.length, etag, new InMemory(bytes));
    }

    private record InMemory(byte[] bytes) implements Body, ByteSource {

        /**
         * Counts what is sent as soon as it is handed over, whole: a client that goes away in the middle of so little
         * must not get it for nothing.
         */
        @Override
        public void send(Download download, long first, long length) {
            Buffer part = Buffer.buffer(Unpooled.wrappedBuffer(bytes, (int) first, (int) length));
            download.response().end(part).onComplete(_ -> download.sent(length));
        }

        @Override
        public ByteSource open(long first, long end, Runnable news) {
            return this;
        }

        @Override
        public void unavailable() {
            throw new IllegalStateException("it is in memory");
        }

        @Override
        public long readableUntil(long position) {
            return Math.max(position, bytes.length);
        }

        @Override
        public int read(ByteBuffer into, long position) {
            int count = (int) Math.min(into.remaining(), bytes.length - position);
            into.put(bytes, (int) position, count);
            return count;
        }

        @Override
        public Optional<Refusal> failure() {
            return Optional.empty();
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
