package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;

import dev.latchkey.auth.account.Account;
import dev.latchkey.auth.account.Accounts;
import dev.latchkey.auth.apikey.ApiKeys.Signer;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.tuyu.TuyuSignature;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Judges requests of the signed dialect. What the caller is told is the same whatever was wrong; log and metrics say
 * which check refused.
 *
 * <p>Within the timestamp's tolerance a request can be sent again by whoever overheard it, and the dialect's signature
 * of anything but GET covers neither parameters nor timestamp: it is as good as a password for that method. TLS and a
 * key limited to networks are what helps; see {@code docs/auth.md}.
 */
@Singleton
public final class SignedRequests {

    private final ApiKeys keys;
    private final Accounts accounts;
    private final SignatureConfig config;
    private final Clock clock;
    private final MeterRegistry metrics;

    SignedRequests(ApiKeys keys, Accounts accounts, SignatureConfig config, Clock clock, MeterRegistry metrics) {
        this.keys = keys;
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * The account in whose name the request was signed.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2000 if it was not, too long ago, or from elsewhere
     */
    public Account signer(SignedRequest request) {
        Optional<Signer> signer = keys.findSigner(request.apiKey());
        // An unknown key costs the same work as a wrong signature.
        boolean signed = TuyuSignature.verify(
                signer.map(Signer::secret).orElse("no such key"), request.text(), request.signature());
        refuseWhen(signer.isEmpty(), "key");
        refuseWhen(!signed, "signature");
        refuseWhen(!isTimely(request.timestamp()), "timestamp");
        ApiKey key = signer.orElseThrow().key();
        refuseWhen(!key.networks().allow(request.remoteAddress()), "network");
        Optional<Account> account = accounts.find(key.account()).filter(Account::active);
        refuseWhen(account.isEmpty(), "account");
        return account.orElseThrow();
    }

    private boolean isTimely(Optional<Long> timestamp) {
        return timestamp
                .filter(seconds -> seconds >= 0 && seconds <= Instant.MAX.getEpochSecond())
                .map(seconds -> Duration.between(Instant.ofEpochSecond(seconds), clock.instant())
                        .abs())
                .filter(distance -> distance.compareTo(config.tolerance()) <= 0)
                .isPresent();
    }

    private void refuseWhen(boolean wrong, String reason) {
        if (wrong) {
            metrics.counter("latchkey.signatures.refused", "reason", reason).increment();
            throw LOG_IN_FAILED.exception("signed request refused: " + reason);
        }
    }
}
