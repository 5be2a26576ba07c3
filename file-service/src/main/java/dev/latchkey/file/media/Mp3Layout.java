package dev.latchkey.file.media;

import java.time.Duration;

/**
 * An MP3 before any of it is made: how long it is, where its segments lie, and of which samples each of them is made.
 *
 * <p>The MP3 is <em>defined</em> as the sequence of its segments: each is the encode of its own samples, begun one block
 * early so that the encoder is warm and continued for some frames so that it can look ahead; what that makes too much is
 * left out. So every byte is the same whoever makes it, when, where, and after what. As the sizes of frames repeat with
 * every block, segments made apart fit together to the byte.
 *
 * @param format  of the MP3
 * @param samples of each channel, at the MP3's sample rate
 * @param blocks  how many make a segment
 */
record Mp3Layout(AudioFormat format, long samples, int blocks) {

    /** Raised when segments are cut or made in another way, so that bytes of both ways are never mixed. */
    static final int VERSION = 5;

    /**
     * 64 seconds at 44.1 kHz; the last segment is between half of that and one and a half. Longer ones cost less in all,
     * shorter ones let a listener jump sooner; measured.
     */
    static final int BLOCKS = 50;

    /**
     * So many blocks early is begun who begins in the middle of a segment. After that nothing was found of what an
     * encoder has heard before; after one, its idea of how quiet it is may still be another.
     */
    private static final int ENTRY = 2;

    /** The encoder looks so many frames ahead, and some to spare. */
    private static final int LOOK_AHEAD = 6;

    /** The MP3 of that sound at a bit rate out of {@link AudioBitRates}. */
    static Mp3Layout of(Sound sound, int kilobits, int blocks) {
        AudioFormat format = AudioBitRates.format(kilobits, sound.sampleRate());
        long samples = Math.ceilDiv(sound.samples() * format.sampleRate(), (long) sound.sampleRate());
        return new Mp3Layout(format, samples, blocks);
    }

    /** How many bytes it has. */
    long length() {
        return format.bytesOf(frames());
    }

    /** What is left over at the end is a segment of its own only if it is worth one: each costs a process and a lead-in. */
    int segments() {
        long rounded = (frames() + framesPerSegment() / 2) / framesPerSegment();
        return Math.toIntExact(rounded == 0 ? Math.min(1, frames()) : rounded);
    }

    /** Where the segment begins; for the one after the last, the end. */
    long start(int segment) {
        return format.bytesOf(segment < segments() ? segment * framesPerSegment() : frames());
    }

    /** Where the block of the segment begins. */
    long start(int segment, int block) {
        return start(segment) + format.bytesOf((long) block * AudioFormat.BLOCK);
    }

    /** The block of the segment that has the byte at this position of the MP3. */
    int blockAt(int segment, long position) {
        return (int) ((position - start(segment)) / format.bytesOf(AudioFormat.BLOCK));
    }

    /** How many bytes the segment has. */
    long length(int segment) {
        return start(segment + 1) - start(segment);
    }

    /** The segment that has the byte at this position. */
    int segmentAt(long position) {
        // Frames differ by a byte, so that this is right or off by one.
        int segment = (int) Math.min(segments() - 1L, position / format.bytesOf(framesPerSegment()));
        if (start(segment) > position) {
            segment--;
        } else if (start(segment + 1) <= position) {
            segment++;
        }
        return segment;
    }

    /** Where the frame begins that sounds at the given time; the end for what lies behind it. */
    long positionOf(Duration time) {
        return Math.min(length(), format.positionOf(time));
    }

    /** The samples of which the segment is made, lead-in and look-ahead included. */
    Slice slice(int segment) {
        return slice(segment, 0);
    }

    /** The samples of which the segment is made from that block on, lead-in and look-ahead included. */
    Slice slice(int segment, int block) {
        long begin = segment * framesPerSegment();
        long warm = begin - (segment == 0 ? 0 : AudioFormat.BLOCK);
        long wanted = begin + (long) block * AudioFormat.BLOCK;
        long first = block == 0 ? warm : Math.max(warm, wanted - ENTRY * AudioFormat.BLOCK);
        long end = segment == segments() - 1
                ? samples
                : Math.min(samples, (begin + framesPerSegment() + LOOK_AHEAD) * format.samplesPerFrame());
        return new Slice(
                warm * format.samplesPerFrame(), first * format.samplesPerFrame(), end, format.bytesOf(wanted - first));
    }

    private long frames() {
        return format.framesOf(samples);
    }

    private long framesPerSegment() {
        return (long) blocks * AudioFormat.BLOCK;
    }

    /**
     * What goes into the encoder for a segment.
     *
     * @param origin sample from which the source is decoded, the same for all of a segment: a decoder that was started
     *               elsewhere may give other samples
     * @param first  sample at the MP3's rate
     * @param end    the sample after the last one
     * @param leadIn how many bytes come out before those of the segment
     */
    record Slice(long origin, long first, long end, long leadIn) {

        /**
         * The second at which decoding begins: a whole one, where a sample of the source and one of the MP3 fall together
         * whatever their rates are, and at least one early, so that decoder and resampler are warm.
         */
        long second(AudioFormat format) {
            return Math.max(0, origin / format.sampleRate() - 1);
        }
    }
}
