package dev.latchkey.link.publiclink;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import jakarta.inject.Singleton;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may make links on this installation, and from where, in whichever dialect. */
@Singleton
public final class LinkMakers {

    private final LinksConfig config;
    private final AllowedOrigins origins;

    LinkMakers(LinksConfig config, AllowedOrigins origins) {
        this.config = config;
        this.origins = origins;
    }

    /** {@link ApiError#EMAIL_NOT_VERIFIED} for who would have to be verified and is not. */
    public void require(Caller caller) {
        ApiError.EMAIL_NOT_VERIFIED.when(config.verifiedEmailRequired() && !caller.emailVerified());
    }

    /**
     * {@link ApiError#INVALID_REFERER} for pages of other sites, where the installation is configured to. Programs send neither header
     * and always pass.
     */
    public void requireOrigin(@Nullable String origin, @Nullable String referer) {
        ApiError.INVALID_REFERER.when(
                !Stream.of(origin, referer).allMatch(header -> header == null || origins.include(header)));
    }
}
