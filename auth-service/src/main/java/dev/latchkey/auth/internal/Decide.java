package dev.latchkey.auth.internal;

import dev.latchkey.auth.permission.Decision;
import dev.latchkey.auth.permission.Permissions;
import dev.latchkey.protocol.remote.DecisionReply;
import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** May they do this? */
@Internal
@Path("/internal/decisions")
final class Decide {

    private final Permissions permissions;

    Decide(Permissions permissions) {
        this.permissions = permissions;
    }

    @POST
    @RunOnVirtualThread
    public DecisionsReply decide(DecisionRequest request) {
        return new DecisionsReply(permissions.decide(request.questions()).stream()
                .map(Decide::reply)
                .toList());
    }

    private static DecisionReply reply(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _ -> new DecisionReply(Verdict.ALLOWED, "allowed");
            case Decision.Denied denied -> new DecisionReply(Verdict.DENIED, denied.why());
            case Decision.UnknownAccount _ -> new DecisionReply(Verdict.UNKNOWN_ACCOUNT, "no such account");
        };
    }
}
