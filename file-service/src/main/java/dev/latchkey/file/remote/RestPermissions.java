package dev.latchkey.file.remote;

import dev.latchkey.file.access.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.neighbour.AuthService;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.rpc.RemoteDecisions;
import jakarta.inject.Singleton;
import java.util.List;

/** {@link Permissions} as auth-service decides over HTTP. */
@Singleton
final class RestPermissions implements Permissions {

    private final RemoteDecisions decisions;

    RestPermissions(AuthService authService) {
        this.decisions = new RemoteDecisions(authService::decide, ApiError.INTERNAL_ERROR);
    }

    @Override
    public List<Verdict> decide(List<AccessQuestion> questions) {
        return decisions.decide(questions);
    }
}
