package dev.latchkey.protocol.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.DecisionReply;
import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.Verdict;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The permissions that auth-service decides, remembered for less than a second. Only answers are remembered, never their absence. */
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
public final class RemoteDecisions {

    private static final Duration REMEMBERED = Duration.ofMillis(900);
    private static final int REMEMBERED_AT_MOST = 10_000;

    private final ApiError whenAway;
    private final SingleFlight<DecisionRequest, DecisionsReply> authService;
    private final Cache<AccessQuestion, Verdict> verdicts = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * @param authService asks auth-service; may fail, and then soon
     * @param whenAway what the caller is told when it did not answer
     */
    public RemoteDecisions(Function<DecisionRequest, DecisionsReply> authService, ApiError whenAway) {
        this.authService = new SingleFlight<>(authService);
        this.whenAway = whenAway;
    }

    /**
     * Decides all questions, in one call at most.
     *
     * @return a verdict per question, in the same order
     * @throws dev.latchkey.protocol.error.ApiException when auth-service did not answer, or not what was asked
     */
    public List<Verdict> decide(List<AccessQuestion> questions) {
        // No streams: most ask one question, each of many visitors of a link the same one.
        Map<AccessQuestion, Verdict> known = new HashMap<>();
        Set<AccessQuestion> open = new LinkedHashSet<>();
        for (AccessQuestion question : questions) {
            Verdict remembered = verdicts.getIfPresent(question);
            if (remembered == null) {
                open.add(question);
            } else {
                known.put(question, remembered);
            }
        }
        if (!open.isEmpty()) {
            Iterator<Verdict> decided = ask(List.copyOf(open)).iterator();
            for (AccessQuestion question : open) {
                Verdict verdict = decided.next();
                known.put(question, verdict);
                verdicts.put(question, verdict);
            }
        }
        List<Verdict> inOrder = new ArrayList<>(questions.size());
        for (AccessQuestion question : questions) {
            inOrder.add(known.get(question));
        }
        return inOrder;
    }

    private List<Verdict> ask(List<AccessQuestion> questions) {
        try {
            List<Verdict> decided = authService.ask(new DecisionRequest(questions)).decisions().stream()
                    .map(DecisionReply::verdict)
                    .toList();
            if (decided.size() != questions.size() || decided.stream().anyMatch(verdict -> verdict == null)) {
                throw new IllegalStateException("auth-service answered something else than the questions");
            }
            return decided;
        } catch (RuntimeException e) {
            throw whenAway.exception("auth-service does not decide").because(e);
        }
    }
}
