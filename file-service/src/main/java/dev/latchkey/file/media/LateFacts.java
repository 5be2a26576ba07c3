package dev.latchkey.file.media;

/** Who keeps what was found out about content after its upload had been answered. */
public interface LateFacts {

    /**
     * Called on a thread in the background, once for each content; may wait.
     *
     * @param sha256 the content's name, in hexadecimal digits
     */
    void found(String sha256, MediaFacts facts);
}
