package dev.latchkey.auth.account;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.rpc.ServiceTokens;
import dev.latchkey.protocol.value.AccountId;
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

    private final FileServiceUsage fileService;
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

    RestStorageUsage(@ConfigProperty(name = "latchkey.file.url") URI fileService, ServiceTokens tokens) {
        this.fileService = Neighbour.client(FileServiceUsage.class, fileService, MOST, tokens, "file-service");
    }

    @Override
    public OptionalLong of(AccountId account) {
        return guard.get(
                () -> OptionalLong.of(fileService.usage(account.value()).used()));
    }
}
