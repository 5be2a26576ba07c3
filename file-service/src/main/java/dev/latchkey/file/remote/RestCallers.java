package dev.latchkey.file.remote;

import dev.latchkey.protocol.neighbour.Questions;
import dev.latchkey.protocol.remote.IdentifyReply;
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

    RestCallers(AuthClient client, Clock clock) {
        this.callers = new RemoteCallers(
                Questions.guarded("identify", IdentifyReply.class, client::identify),
                // A plain log-in costs auth-service a slow hash: a wave of them must not open the circuit for tokens.
                Questions.guarded("identify by password", IdentifyReply.class, client::identify),
                new UserTokens(Questions.persistent("public keys", String.class, client::publicKeys), clock));
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        return callers.identify(credentials);
    }
}
