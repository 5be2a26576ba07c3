package dev.latchkey.link.limit;

/**
 * What a link has been used for so far.
 *
 * @param downloads URLs handed out
 * @param traffic bytes sent, as reported by file-service a little later than they went out
 */
public record Usage(long downloads, long traffic) {

    /** A new link's. */
    public static final Usage NONE = new Usage(0, 0);
}
