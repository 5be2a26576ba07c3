package dev.latchkey.auth.apikey;

import dev.latchkey.protocol.value.AccountId;
import java.time.Instant;

/**
 * A key of the signed dialect.
 *
 * @param id {@code apikeyid}
 * @param account in whose name it acts
 * @param key {@code api_key}: public, names the secret
 * @param name what its owner knows it by
 * @param networks from where it may be used
 * @param created when
 */
record ApiKey(long id, AccountId account, String key, String name, Networks networks, Instant created) {}
