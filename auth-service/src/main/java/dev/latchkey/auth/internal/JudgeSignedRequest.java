package dev.latchkey.auth.internal;

import dev.latchkey.auth.apikey.SignedRequests;
import dev.latchkey.auth.session.UserTokens;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Optional;

/** Who signed this? */
@Internal
@Path("/internal/signed-requests")
final class JudgeSignedRequest {

    private final SignedRequests requests;
    private final UserTokens tokens;

    JudgeSignedRequest(SignedRequests requests, UserTokens tokens) {
        this.requests = requests;
        this.tokens = tokens;
    }

    @POST
    @RunOnVirtualThread
    public IdentifyReply judge(SignedRequest request) {
        try {
            String token = tokens.issue(requests.signer(request).caller());
            return new IdentifyReply(Optional.of(token), Optional.empty(), Optional.empty());
        } catch (ApiException refused) {
            return IdentifyReply.refused(refused.error().code());
        }
    }
}
