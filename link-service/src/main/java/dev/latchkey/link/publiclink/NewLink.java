package dev.latchkey.link.publiclink;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.protocol.value.AccountId;
import java.util.Optional;

/**
 * A link that somebody wants.
 *
 * @param password in the clear, as given; hashed before it is kept
 * @param withShortCode whether a short code is wanted, too
 */
public record NewLink(
        AccountId owner, LinkTarget target, LinkLimits limits, Optional<String> password, boolean withShortCode) {

    @Override
    public String toString() {
        return "NewLink[owner=" + owner + ", target=" + target + ", limits=" + limits + "]";
    }
}
