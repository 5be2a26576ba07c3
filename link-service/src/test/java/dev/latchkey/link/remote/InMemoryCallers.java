package dev.latchkey.link.remote;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.tuyu.TuyuSignature;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** auth-service's accounts: session tokens and API keys in maps. Signatures are really checked. */
@Alternative
@Priority(1)
@Singleton
public final class InMemoryCallers implements Callers, SignedRequests {

    private static final long TIMESTAMP_TOLERANCE_SECONDS = 300;

    private record Key(String secret, Caller caller) {}

    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    private final Map<String, Key> keys = new ConcurrentHashMap<>();
    private final Clock clock;
    private volatile boolean away;

    InMemoryCallers(Clock clock) {
        this.clock = clock;
    }

    public void token(String token, Caller caller) {
        tokens.put(token, caller);
    }

    public void key(String apiKey, String secret, Caller caller) {
        keys.put(apiKey, new Key(secret, caller));
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        ApiError.INTERNAL_ERROR.when(away);
        return credentials
                .bearer()
                .or(credentials::auth)
                .map(tokens::get)
                .map(caller -> new Identified(caller, Optional.empty()))
                .orElseThrow(ApiError.LOG_IN_FAILED::exception);
    }

    @Override
    public Caller signer(SignedRequest request) {
        ApiError.INTERNAL_ERROR.when(away);
        Key key = keys.get(request.apiKey());
        ApiError.LOG_IN_FAILED.when(key == null
                || !TuyuSignature.withSecret(key.secret()).matches(request.text(), request.signature())
                || request.timestamp()
                        .filter(seconds ->
                                Math.abs(seconds - clock.instant().getEpochSecond()) <= TIMESTAMP_TOLERANCE_SECONDS)
                        .isEmpty());
        return key.caller();
    }
}
