package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transcoder whose output the test writes. */
final class FakeTranscoder implements Transcoder {

    private final List<Run> runs = new CopyOnWriteArrayList<>();

    @Override
    public Transcoding start(Path source, AudioFormat format) throws IOException {
        Run run = new Run(format);
        runs.add(run);
        return run;
    }

    List<Run> runs() {
        return runs;
    }

    /** The run of that number, waited for. */
    Run run(int number) throws InterruptedException {
        while (runs.size() <= number) {
            Thread.sleep(1);
        }
        return runs.get(number);
    }

    /** One transcode. */
    static final class Run implements Transcoding {

        private final AudioFormat format;
        private final PipedInputStream mp3 = new PipedInputStream(1 << 20);
        private final PipedOutputStream end;
        private volatile boolean complete;
        private volatile boolean closed;

        Run(AudioFormat format) throws IOException {
            this.format = format;
            this.end = new PipedOutputStream(mp3);
        }

        AudioFormat format() {
            return format;
        }

        boolean isClosed() {
            return closed;
        }

        Run writes(byte[] bytes) throws IOException {
            end.write(bytes);
            end.flush();
            return this;
        }

        void ends(boolean whole) throws IOException {
            complete = whole;
            end.close();
        }

        @Override
        public InputStream mp3() {
            return mp3;
        }

        @Override
        public boolean isComplete() {
            return complete;
        }

        @Override
        public String complaint() {
            return "as told";
        }

        @Override
        public void close() {
            closed = true;
            try {
                end.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
