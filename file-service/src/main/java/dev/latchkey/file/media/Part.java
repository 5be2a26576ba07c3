package dev.latchkey.file.media;

/**
 * What one run of the encoder makes: a segment, or what of it follows one of its blocks. The second is for who jumps to
 * the middle of a segment of which nothing is there: it is begun two blocks early, and an encoder forgets what was
 * before within that time, so its bytes are those of the segment.
 *
 * @param block of the segment with which it begins; 0 for the whole segment
 */
record Part(Mp3 mp3, int segment, int block) {

    /** Who wants less to be skipped gets the whole segment: its beginning is there as soon. */
    private static final int FEWEST_SKIPPED = 3;

    static Part whole(Mp3 mp3, int segment) {
        return new Part(mp3, segment, 0);
    }

    /** What has to be made if nothing is wanted but what follows the position. */
    static Part from(Mp3 mp3, long position) {
        int segment = mp3.layout().segmentAt(position);
        int block = mp3.layout().blockAt(segment, position);
        return new Part(mp3, segment, block < FEWEST_SKIPPED ? 0 : block);
    }

    boolean isWhole() {
        return block == 0;
    }

    /** Where in the MP3 it begins. */
    long start() {
        return mp3.layout().start(segment, block);
    }

    /** Where in the MP3 it ends. */
    long end() {
        return mp3.layout().start(segment + 1);
    }

    long length() {
        return end() - start();
    }

    Mp3Layout.Slice slice() {
        return mp3.layout().slice(segment, block);
    }

    /** Equal for equal parts of equal MP3s only. */
    String name() {
        return isWhole() ? mp3.segmentName(segment) : mp3.segmentName(segment) + "@" + block;
    }
}
