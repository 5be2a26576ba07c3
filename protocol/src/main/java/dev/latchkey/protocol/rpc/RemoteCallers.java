package dev.latchkey.protocol.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Arrays;
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
    private static final int PARTS_OF_A_JWT = 3;

    private final Function<IdentifyRequest, IdentifyReply> authService;
    private final UserTokens tokens;
    private final Cache<IdentifyRequest, Identified> identified = Caffeine.newBuilder()
            .maximumSize(REMEMBERED_AT_MOST)
            .expireAfterWrite(REMEMBERED)
            .build();

    /**
     * @param authService asks auth-service to judge a credential; may fail, and then soon
     * @param tokens verifies what it answers
     */
    public RemoteCallers(Function<IdentifyRequest, IdentifyReply> authService, UserTokens tokens) {
        this.authService = authService;
        this.tokens = tokens;
    }

    @Override
    public Identified identify(IdentifyRequest credentials) {
        if (hasOnlyUserToken(credentials)) {
            return tokens.verify(credentials.bearer().orElseThrow())
                    .map(caller -> new Identified(caller, Optional.empty()))
                    .orElseThrow(ApiError.INVALID_ACCESS_TOKEN::exception);
        }
        Identified known = identified.getIfPresent(credentials);
        if (known != null) {
            return known;
        }
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
            throw refusal(code).exception();
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

    /** A code that this version does not know is a refusal all the same. */
    private static ApiError refusal(int code) {
        return Arrays.stream(ApiError.values())
                .filter(error -> error.code() == code)
                .findFirst()
                .orElse(ApiError.LOG_IN_FAILED);
    }

    /** A JWT has three parts; the tokens that auth-service keeps itself have none. */
    private static boolean hasOnlyUserToken(IdentifyRequest credentials) {
        return credentials
                        .bearer()
                        .filter(token -> token.split("\\.", -1).length == PARTS_OF_A_JWT)
                        .isPresent()
                && credentials.auth().isEmpty()
                && credentials.accessToken().isEmpty()
                && credentials.username().isEmpty();
    }
}
