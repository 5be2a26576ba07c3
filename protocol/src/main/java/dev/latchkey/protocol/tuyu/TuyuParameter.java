package dev.latchkey.protocol.tuyu;

import java.util.Locale;

/** What every request of the dialect has to bring, besides the parameters of its method. */
public enum TuyuParameter {
    /** Whose secret signed. */
    API_KEY("The API key, from createapikey."),
    /** When it was signed. */
    TIMESTAMP("Unix time in seconds; has to be near the server's."),
    /** That it was. */
    SIGNATURE("HMAC-SHA256 in 64 lower-case hex digits; docs/tuyu.md says over what and by which key.");

    private final String doc;

    TuyuParameter(String doc) {
        this.doc = doc;
    }

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in one sentence. */
    public String doc() {
        return doc;
    }
}
