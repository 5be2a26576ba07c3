package dev.latchkey.protocol.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@link Callers} for services that ask auth-service. A user JWT is verified here, without asking. Who a credential belongs to is remembered for less
 * than a second; a refusal or a failure is not.
 */
// The cache picks its classes by name, of which an executable has to be told.
@RegisterForReflection(
        classNames = {"com.github.benmanes.caffeine.cache.SSMSW", "com.github.benmanes.caffeine.cache.PSWMS"})
public final class RemoteCallers implements Callers {

    private static final Duration REMEMBERED = Duration.ofMillis(900);
    private static final int REMEMBERED_AT_MOST = 10_000;
    private static final int DOTS_OF_A_JWT = 2;

    private final Function<IdentifyRequest, IdentifyReply> byToken;
    private final Function<IdentifyRequest, IdentifyReply> byPassword;
    private final UserTokens tokens;
    private final Cache<IdentifyRequest, Identified> identified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * @param byToken asks auth-service to judge a token; may fail, and then soon
     * @param byPassword asks it to judge a user name with a password, which takes it longer and may fail without the other
     * @param tokens verifies what it answers
     */
    public RemoteCallers(
            Function<IdentifyRequest, IdentifyReply> byToken,
            Function<IdentifyRequest, IdentifyReply> byPassword,
            UserTokens tokens) {
        this.byToken = byToken;
        this.byPassword = byPassword;
        this.tokens = tokens;
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        Optional<String> token = userToken(credentials);
        if (token.isPresent()) {
            return tokens.verify(token.get())
                    .map(caller -> new Identified(caller, Optional.empty()))
                    .orElseThrow(ApiError.INVALID_ACCESS_TOKEN::exception);
        }
        Identified known = identified.getIfPresent(credentials);
        if (known != null) {
            return known;
        }
        Function<IdentifyRequest, IdentifyReply> authService = isPlainLogIn(credentials) ? byPassword : byToken;
        Identified fresh = judged(() -> authService.apply(credentials));
        if (!credentials.getAuth()) {
            identified.put(credentials, fresh);
        }
        return fresh;
    }

    /**
     * Reads auth-service's answer to any question of identity.
     *
     * @param question asks auth-service; may fail
     * @throws dev.latchkey.protocol.error.ApiException the refusal it answered, or {@link ApiError#INTERNAL_ERROR} when it answered nothing of use
     */
    public Identified judged(Supplier<IdentifyReply> question) {
        IdentifyReply reply = ask(question);
        reply.error().ifPresent(code -> {
            // A code that this version does not know is a refusal all the same.
            throw ApiError.of(code).orElse(ApiError.LOG_IN_FAILED).exception();
        });
        Caller caller = reply.token()
                .flatMap(tokens::verify)
                .orElseThrow(() -> ApiError.INTERNAL_ERROR.exception("auth-service vouched with an unusable token"));
        return new Identified(caller, reply.auth());
    }

    private static IdentifyReply ask(Supplier<IdentifyReply> question) {
        try {
            return Objects.requireNonNull(question.get(), "an empty answer");
        } catch (RuntimeException e) {
            throw ApiError.INTERNAL_ERROR
                    .exception("auth-service does not identify")
                    .because(e);
        }
    }

    /** Whether auth-service will look at the password, which it does whatever else is there. */
    private static boolean isPlainLogIn(IdentifyRequest credentials) {
        return credentials.username().isPresent() && credentials.password().isPresent();
    }

    /** The user JWT, if it is what counts; see docs/auth.md. A JWT has three parts, the tokens that auth-service keeps itself have one. */
    private static Optional<String> userToken(IdentifyRequest credentials) {
        if (isPlainLogIn(credentials) || credentials.auth().isPresent()) {
            return Optional.empty();
        }
        return credentials
                .accessToken()
                .or(credentials::bearer)
                .filter(token -> token.chars().filter(each -> each == '.').count() == DOTS_OF_A_JWT);
    }
}
