package dev.latchkey.link.publiclink;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.limit.LinkState;
import dev.latchkey.link.limit.Usage;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.LinkId;
import java.time.Instant;
import java.util.Optional;

/**
 * A public link as it was when read.
 *
 * @param owner the account that made it; its right to send the file is asked at every visit
 * @param code its long code
 * @param shortCode its short code, if it has one
 * @param number its address in the Tuyu dialect, if it was made there
 * @param password what visitors have to know, if anything
 * @param version goes up when URLs signed so far have to die
 * @param modified when its owner last changed it
 * @param deleted whether its owner deleted it
 */
public record PublicLink(
        LinkId id,
        AccountId owner,
        LinkTarget target,
        LinkCode code,
        Optional<LinkCode> shortCode,
        Optional<LinkNumber> number,
        LinkLimits limits,
        Optional<PasswordHash> password,
        Usage usage,
        int version,
        Instant created,
        Instant modified,
        boolean deleted) {

    /** Whether it may be used at that moment. */
    public LinkState state(Instant now) {
        return deleted ? LinkState.DELETED : limits.state(usage, now);
    }

    /**
     * What to ask about the file that a visitor wants.
     *
     * @throws dev.latchkey.protocol.error.ApiException as {@link LinkTarget#choose}
     */
    FileQuestion question(Optional<FileId> wanted) {
        return new FileQuestion(owner, Optional.of(target.choose(wanted)), Optional.empty());
    }
}
