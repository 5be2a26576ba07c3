package dev.latchkey.auth.account;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.neighbour.Neighbours;
import dev.latchkey.protocol.value.AccountId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks file-service. Slow, broken and away are all the same here: no answer, within 300 ms, and for a while no further
 * question.
 */
@Singleton
class RestStorageUsage implements StorageUsage {

    private static final Duration MOST = Duration.ofMillis(300);

    /** How many bytes an account uses. */
    @RegisterForReflection
    record Usage(long used) {}

    private final Neighbour fileService;
    private final TypedGuard<OptionalLong> guard = TypedGuard.create(OptionalLong.class)
            .withDescription("usage")
            .withTimeout()
            .duration(MOST.toMillis(), ChronoUnit.MILLIS)
            .done()
            .withCircuitBreaker()
            .name("usage")
            .requestVolumeThreshold(4)
            .delay(2, ChronoUnit.SECONDS)
            .done()
            .withFallback()
            .handler(OptionalLong::empty)
            .done()
            .build();

    RestStorageUsage(@ConfigProperty(name = "latchkey.file.url") URI address, Neighbours neighbours) {
        this.fileService = neighbours.at(address, "file-service", MOST);
    }

    @Override
    public OptionalLong of(AccountId account) {
        return guard.get(() -> OptionalLong.of(fileService
                .get("/internal/accounts/{account}/usage", account.value(), Usage.class)
                .used()));
    }
}
