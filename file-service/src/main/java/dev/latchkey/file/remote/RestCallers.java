package dev.latchkey.file.remote;

import dev.latchkey.protocol.neighbour.AuthService;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.rpc.RemoteCallers;
import dev.latchkey.protocol.rpc.UserTokens;
import jakarta.inject.Singleton;
import java.time.Clock;

/** {@link Callers} as auth-service answers over HTTP. */
@Singleton
final class RestCallers implements Callers {

    private final RemoteCallers callers;

    RestCallers(AuthService authService, Clock clock) {
        this.callers = new RemoteCallers(
                authService::identify, authService::logIn, new UserTokens(authService::publicKeys, clock));
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        return callers.identify(credentials);
    }
}
