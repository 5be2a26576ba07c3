package dev.latchkey.auth.session;

import dev.latchkey.protocol.value.AccountId;
import java.time.Instant;

/**
 * A log-in that lasts.
 *
 * @param id {@code tokenid}: names it without being its secret
 * @param account whose
 * @param device what its owner knows it by
 * @param created when
 * @param unusedUntil when it ends if it is not used until then
 * @param end when it ends however often it is used
 */
record Session(long id, AccountId account, String device, Instant created, Instant unusedUntil, Instant end) {}
