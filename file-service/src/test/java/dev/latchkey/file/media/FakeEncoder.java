package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An encoder whose output the test writes. */
final class FakeEncoder implements Encoder {

    private final List<Run> runs = new CopyOnWriteArrayList<>();

    @Override
    public Encoding start(Source source, AudioFormat format, Mp3Layout.Slice slice, boolean prompt) throws IOException {
        Run run = new Run(format, slice, prompt);
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

    /** One encode. */
    static final class Run implements Encoding {

        private final AudioFormat format;
        private final Mp3Layout.Slice slice;
        private final boolean prompt;
        private final PipedInputStream mp3 = new PipedInputStream(1 << 20);
        private final PipedOutputStream end;
        private volatile boolean stopped;
        private volatile boolean steppedBack;
        private volatile boolean paused;
        private volatile boolean hasPaused;

        Run(AudioFormat format, Mp3Layout.Slice slice, boolean prompt) throws IOException {
            this.format = format;
            this.slice = slice;
            this.prompt = prompt;
            this.end = new PipedOutputStream(mp3);
        }

        AudioFormat format() {
            return format;
        }

        Mp3Layout.Slice slice() {
            return slice;
        }

        boolean isPrompt() {
            return prompt;
        }

        boolean hasSteppedBack() {
            return steppedBack;
        }

        boolean isPaused() {
            return paused;
        }

        boolean hasPaused() {
            return hasPaused;
        }

        boolean isStopped() {
            return stopped;
        }

        Run writes(byte[] bytes) throws IOException {
            end.write(bytes);
            end.flush();
            return this;
        }

        void ends() throws IOException {
            end.close();
        }

        @Override
        public InputStream mp3() {
            return mp3;
        }

        @Override
        public String complaint() {
            return "as told";
        }

        @Override
        public void stepBack() {
            steppedBack = true;
        }

        @Override
        public boolean pause() {
            paused = true;
            hasPaused = true;
            return true;
        }

        @Override
        public void goOn() {
            paused = false;
        }

        @Override
        public void close() {
            stop();
        }

        @Override
        public void stop() {
            stopped = true;
            try {
                end.close();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
