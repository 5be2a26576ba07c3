package dev.latchkey.auth.apikey;

import dev.latchkey.protocol.rpc.Doc;
import java.time.Instant;
import java.util.List;

/** What its owner is shown of an API key. */
record ApiKeyView(
        @Doc("Names the key for deleteapikey.") long apiKeyId,
        @Doc("What requests carry as api_key.") String apiKey,
        @Doc("What its owner calls it; may be empty.") String name,

        @Doc("From where it may be used: addresses and ranges; none means anywhere.")
        List<String> networks,

        @Doc("When it was made.") Instant created) {

    static ApiKeyView of(ApiKey key) {
        return new ApiKeyView(key.id(), key.key(), key.name(), key.networks().texts(), key.created());
    }
}
