package dev.latchkey.auth.account;

import dev.latchkey.protocol.value.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Asks file-service. Slow, broken and away are all the same here: no answer, within 300 ms, and for a while no further
 * question.
 */
@ApplicationScoped
class RestStorageUsage implements StorageUsage {

    private final FileServiceUsage fileService;

    RestStorageUsage(@RestClient FileServiceUsage fileService) {
        this.fileService = fileService;
    }

    @Override
    @Timeout(value = 300, unit = ChronoUnit.MILLIS)
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 2, delayUnit = ChronoUnit.SECONDS)
    @Fallback(fallbackMethod = "unknown")
    public OptionalLong of(AccountId account) {
        return OptionalLong.of(fileService.usage(account.value()).used());
    }

    OptionalLong unknown(AccountId account) {
        return OptionalLong.empty();
    }
}
