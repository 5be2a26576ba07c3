package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Makes MP3 of any sound. */
interface Encoder {

    /**
     * Starts to encode some samples of the first sound track of a file; the caller closes what it gets, whatever
     * happens. As many samples as asked for go into the encoder: where the source has fewer, silence follows.
     *
     * @param prompt whether somebody waits for it, so that each frame is handed out at once; else more come together,
     *     which costs less
     * @throws IOException if it cannot be started at all
     */
    Encoding start(Source source, AudioFormat format, Mp3Layout.Slice slice, boolean prompt) throws IOException;

    /**
     * Where the sound is.
     *
     * @param file        holds it
     * @param sound       what it holds
     * @param raw         whether it is nothing but samples: of the channels that are kept, interleaved, signed 16 bit,
     *                    little-endian. The last ones may still be to come, and silence follows on them
     * @param startSecond of the sound at which the file begins; not 0 only if it is raw
     */
    record Source(Path file, Sound sound, boolean raw, long startSecond) {

        /** A file as it came, in which a decoder finds its way. */
        static Source of(Path file, Sound sound) {
            return new Source(file, sound, false, 0);
        }

        /** A file of samples that were decoded already, from a whole second on. */
        static Source decoded(Path file, Sound sound, long startSecond) {
            return new Source(file, sound, true, startSecond);
        }
    }

    /** One running encode. */
    interface Encoding extends AutoCloseable {

        /** The MP3 while it is made; ends when there is no more, for whatever reason. */
        InputStream mp3();

        /** What it complained about, for the log. */
        String complaint();

        /** Lets everybody else go first from now on, other encoders that have just been started above all. */
        void stepBack();

        /**
         * It makes nothing until it is told to {@linkplain #goOn go on} or stopped.
         *
         * @return false where it cannot be told: then it goes on
         */
        boolean pause();

        /** Ends a pause. */
        void goOn();

        /** Stops it at once if it still runs; the stream then ends. May be called from any thread, more than once. */
        void stop();

        /** Stops it if it still runs; whoever reads the stream calls this at the end. */
        @Override
        void close();
    }
}
