package dev.latchkey.auth.internal;

import dev.latchkey.auth.session.UserTokens;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.rpc.Identified;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;

/** Who is this? A refusal is an answer like any other, so that whoever asked can tell it from no answer. */
@Internal
@Path("/internal/identify")
final class Identify {

    private final Callers callers;
    private final UserTokens tokens;

    Identify(Callers callers, UserTokens tokens) {
        this.callers = callers;
        this.tokens = tokens;
    }

    @POST
    @RunOnVirtualThread
    public IdentifyReply identify(IdentifyRequest credentials) {
        try {
            Identified identified = callers.identify(credentials);
            return new IdentifyReply(
                    Optional.of(tokens.issue(identified.caller())), identified.issuedAuth(), Optional.empty());
        } catch (ApiException refused) {
            return IdentifyReply.refused(refused.error().code());
        }
    }
}
