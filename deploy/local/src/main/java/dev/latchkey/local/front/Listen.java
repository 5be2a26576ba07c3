package dev.latchkey.local.front;

/**
 * Where the front listens.
 *
 * @param http port; 0 = any free one
 * @param https port; 0 = any free one
 * @param certificate PEM text
 * @param key PEM text of the certificate's private key
 */
public record Listen(String address, int http, int https, String certificate, String key) {

    /** Without the key: a record's text may end in a log. */
    @Override
    public String toString() {
        return "Listen[" + address + ", " + http + ", " + https + "]";
    }
}
