package dev.latchkey.link.remote;

import dev.latchkey.protocol.neighbour.AuthService;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.rpc.RemoteCallers;
import dev.latchkey.protocol.rpc.UserTokens;
import jakarta.inject.Singleton;
import java.time.Clock;

/** {@link Callers} and {@link SignedRequests} as auth-service answers over HTTP. */
@Singleton
final class RestCallers implements Callers, SignedRequests {

    private final AuthService authService;
    private final RemoteCallers callers;

    RestCallers(AuthService authService, Clock clock) {
        this.authService = authService;
        this.callers = new RemoteCallers(
                authService::identify, authService::logIn, new UserTokens(authService::publicKeys, clock));
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        return callers.identify(credentials);
    }

    @Override
    public Caller signer(SignedRequest request) {
        return callers.judged(() -> authService.judge(request)).caller();
    }
}
