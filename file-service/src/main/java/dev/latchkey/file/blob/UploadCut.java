package dev.latchkey.file.blob;

import java.io.IOException;

/** The sender announced more bytes than it sent: nothing of the upload is kept. */
public final class UploadCut extends IOException {

    private static final long serialVersionUID = 1L;

    UploadCut(long expected, long received) {
        super("the stream ended after " + received + " of " + expected + " bytes");
    }
}
