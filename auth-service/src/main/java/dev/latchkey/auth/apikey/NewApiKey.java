package dev.latchkey.auth.apikey;

/**
 * An API key at the only moment its secret is told.
 *
 * @param key the key
 * @param secret what to sign with
 */
record NewApiKey(ApiKey key, String secret) {

    /** A secret stays out of logs. */
    @Override
    public String toString() {
        return "NewApiKey[" + key.id() + "]";
    }
}
