package dev.latchkey.auth.internal;

import dev.latchkey.auth.session.UserTokens;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only if the key in use really signs what the published keys verify. */
@Readiness
@Singleton
final class KeysCheck implements HealthCheck {

    private static final Caller NOBODY = new Caller(new AccountId(0), "", false, 0);

    private final UserTokens tokens;

    KeysCheck(UserTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("JWT keys")
                .status(tokens.isOwn(tokens.issue(NOBODY)))
                .build();
    }
}
