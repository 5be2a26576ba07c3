package dev.latchkey.auth.account;

import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import java.time.Instant;

/**
 * An account.
 *
 * @param id never used again for another account
 * @param mail the address it logs in with
 * @param mailVerified whether somebody proved to read mail there
 * @param language two or three small letters
 * @param registered when it was made
 * @param quota bytes it may store
 * @param active whether it may be used; a closed account proves nothing any more, and nobody is told why
 */
public record Account(
        AccountId id,
        MailAddress mail,
        boolean mailVerified,
        String language,
        Instant registered,
        long quota,
        boolean active) {

    /** What the other services are told about it. */
    public Caller caller() {
        return new Caller(id, mail.value(), mailVerified, quota);
    }
}
