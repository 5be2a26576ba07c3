package dev.latchkey.file.remote;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Callers} that know a token when they see one; keeps to {@link CallersContract}. */
@Mock
@Singleton
public final class InMemoryCallers implements Callers {

    private final Map<String, Caller> byToken = new ConcurrentHashMap<>();

    public void put(String token, Caller caller) {
        byToken.put(token, caller);
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        Optional<String> token = credentials
                .auth()
                .or(credentials::accessToken)
                .or(credentials::bearer)
                .or(credentials::password);
        Caller caller = token.map(byToken::get).orElseThrow(ApiError.LOG_IN_FAILED::exception);
        return new Identified(caller, Optional.empty());
    }
}
