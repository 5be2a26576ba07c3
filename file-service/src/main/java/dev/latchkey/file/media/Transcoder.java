package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Makes MP3 of any sound. */
interface Transcoder {

    /**
     * Starts to transcode the first sound track of a file; the caller closes what it gets, whatever happens.
     *
     * @throws IOException if it cannot be started at all
     */
    Transcoding start(Path source, AudioFormat format) throws IOException;

    /** One running transcode. */
    interface Transcoding extends AutoCloseable {

        /** The MP3 while it is made; ends when there is no more, for whatever reason. */
        InputStream mp3();

        /** To be called once the stream has ended: whether it ended because all sound of the source is in it. */
        boolean isComplete() throws InterruptedException;

        /** Why it is not complete, for the log. */
        String complaint();

        /** Stops it at once if it still runs; the stream then ends. May be called from any thread, more than once. */
        @Override
        void close();
    }
}
