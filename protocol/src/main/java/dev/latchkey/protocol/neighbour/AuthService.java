package dev.latchkey.protocol.neighbour;

import dev.latchkey.protocol.remote.DecisionRequest;
import dev.latchkey.protocol.remote.DecisionsReply;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What the other services ask auth-service while a request waits. Questions are {@linkplain Questions guarded}, each by itself: where one is no longer asked,
 * others still are.
 */
@Singleton
@RegisterForReflection(
        targets = {
            DecisionRequest.class,
            DecisionsReply.class,
            IdentifyReply.class,
            IdentifyRequest.class,
            SignedRequest.class
        },
        registerFullHierarchy = true)
public final class AuthService {

    private final Function<DecisionRequest, DecisionsReply> decisions;
    private final Function<IdentifyRequest, IdentifyReply> identities;
    private final Function<IdentifyRequest, IdentifyReply> logIns;
    private final Function<SignedRequest, IdentifyReply> signatures;
    private final Supplier<String> keys;

    AuthService(@ConfigProperty(name = "latchkey.auth.url") URI address, Neighbours neighbours) {
        Neighbour authService = neighbours.at(address, "auth-service");
        Function<IdentifyRequest, IdentifyReply> identify =
                question -> authService.post("/internal/identify", question, IdentifyReply.class);
        this.decisions = Questions.guarded(
                "decide",
                DecisionsReply.class,
                question -> authService.post("/internal/decisions", question, DecisionsReply.class));
        this.identities = Questions.guarded("identify", IdentifyReply.class, identify);
        // A plain log-in costs auth-service a slow hash: a wave of them must not open the circuit for tokens.
        this.logIns = Questions.guarded("identify by password", IdentifyReply.class, identify);
        this.signatures = Questions.guarded(
                "judge",
                IdentifyReply.class,
                question -> authService.post("/internal/signed-requests", question, IdentifyReply.class));
        this.keys = Questions.persistent("public keys", String.class, () -> authService.get("/.well-known/jwks.json"));
    }

    /** Who may do what. */
    public DecisionsReply decide(DecisionRequest question) {
        return decisions.apply(question);
    }

    /** Whose token it is. */
    public IdentifyReply identify(IdentifyRequest credentials) {
        return identities.apply(credentials);
    }

    /** Whose user name and password it is. */
    public IdentifyReply logIn(IdentifyRequest credentials) {
        return logIns.apply(credentials);
    }

    /** Who signed a request of the Tuyu dialect. */
    public IdentifyReply judge(SignedRequest request) {
        return signatures.apply(request);
    }

    /** The keys that verify user tokens, as a JWK set. */
    public String publicKeys() {
        return keys.get();
    }
}
