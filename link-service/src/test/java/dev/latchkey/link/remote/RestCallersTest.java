package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.latchkey.link.remote.Neighbour.Answer;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.testing.MutableClock;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter against a real server that signs tokens and publishes its keys, and is slow, broken or gone. */
@QuarkusTest
class RestCallersTest implements CallersContract {

    private static final String IDENTIFY = "/internal/identify";
    private static final String SIGNED = "/internal/signed-requests";
    private static final String KEYS = "/.well-known/jwks.json";

    private static boolean isWarm;

    @Inject
    RestCallers callers;

    @Inject
    ObjectMapper json;

    @Inject
    CircuitBreakerMaintenance breakers;

    @Inject
    MutableClock clock;

    @ConfigProperty(name = FreePort.PORT)
    int port;

    private EllipticCurveJsonWebKey key;
    private InMemoryCallers behind;
    private Neighbour authService;

    /** The first call of all loads classes, which on a busy machine takes longer than a call may. */
    @BeforeEach
    void start() throws IOException, JoseException {
        if (!isWarm) {
            open();
            behind.token("warm", ANNA);
            for (int tries = 0; tries < 20 && !isAnswered(); tries++) {
                breakers.resetAll();
            }
            authService.close();
            isWarm = true;
        }
        open();
    }

    private boolean isAnswered() {
        try {
            callers.identify(CallersContract.withBearer("warm"));
            return true;
        } catch (ApiException _) {
            return false;
        }
    }

    private void open() throws IOException, JoseException {
        clock.advance(Duration.ofMinutes(6));
        breakers.resetAll();
        key = newKey("first");
        behind = new InMemoryCallers(clock);
        authService = new Neighbour(port)
                .on(
                        IDENTIFY,
                        body -> Answer.ok(write(reply(() -> behind.identify(json.readValue(body, IdentifyRequest.class))
                                .caller()))))
                .on(
                        SIGNED,
                        body -> Answer.ok(write(reply(() -> behind.signer(json.readValue(body, SignedRequest.class))))))
                .on(KEYS, body -> Answer.ok(published(key)));
    }

    @AfterEach
    void stop() {
        authService.close();
        breakers.resetAll();
    }

    @Override
    public Callers callers() {
        return callers;
    }

    @Override
    public SignedRequests signedRequests() {
        return callers;
    }

    @Override
    public InMemoryCallers accounts() {
        return behind;
    }

    @Override
    public long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void goAway() {
        authService.close();
    }

    @Test
    void a_user_token_is_verified_without_asking() {
        assertThat(callers.identify(CallersContract.withBearer(token(key, claims -> {})))
                        .caller())
                .isEqualTo(ANNA);
        assertThat(callers.identify(CallersContract.withBearer(token(key, claims -> {})))
                        .caller())
                .isEqualTo(ANNA);
        assertThat(authService.calls(IDENTIFY)).isZero();
        assertThat(authService.calls(KEYS)).isEqualTo(1);
    }

    @Test
    void a_user_token_is_one_as_access_token_too() {
        IdentifyRequest credentials = new IdentifyRequest(
                Optional.empty(),
                Optional.of(token(key, claims -> {})),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "192.0.2.1");
        assertThat(callers.identify(credentials).caller()).isEqualTo(ANNA);
        assertThat(authService.calls(IDENTIFY)).isZero();
    }

    @Test
    void a_user_token_has_to_be_whole_current_and_meant_for_us() {
        refuse(token(key, claims -> claims.setExpirationTime(NumericDate.fromSeconds(now() - 6))));
        refuse(token(key, claims -> claims.setIssuer("latchkey-services")));
        refuse(token(key, claims -> claims.setAudience("link-service")));
        refuse(token(key, claims -> claims.setSubject("anna")));
        refuse(token(key, claims -> claims.unsetClaim("exp")));
        refuse(token(newKey("first"), claims -> {}));
        refuse(token(newKey("unknown"), claims -> {}));
        String good = token(key, claims -> {});
        refuse(good.substring(0, good.length() - 3) + "AAA");
        refuse("eyJhbGciOiJub25lIn0." + good.split("\\.", -1)[1] + ".");
        refuse("a.b.c");
        assertThat(authService.calls(KEYS))
                .as("strangers' tokens do not make us read the keys each time")
                .isEqualTo(1);
    }

    @Test
    void a_new_key_is_taken_up_when_a_token_comes_under_it() throws InterruptedException {
        callers.identify(CallersContract.withBearer(token(key, claims -> {})));
        EllipticCurveJsonWebKey next = newKey("second");
        authService.on(KEYS, body -> Answer.ok(published(key, next)));
        clock.advance(Duration.ofSeconds(6));
        assertThat(callers.identify(CallersContract.withBearer(token(next, claims -> {})))
                        .caller())
                .isEqualTo(ANNA);
        assertThat(callers.identify(CallersContract.withBearer(token(key, claims -> {})))
                        .caller())
                .isEqualTo(ANNA);
        assertThat(authService.calls(KEYS)).isEqualTo(2);
    }

    @Test
    void who_holds_a_token_is_remembered_for_less_than_a_second() throws InterruptedException {
        accounts().token("session", ANNA);
        callers.identify(CallersContract.withBearer("session"));
        callers.identify(CallersContract.withBearer("session"));
        assertThat(authService.calls(IDENTIFY)).isEqualTo(1);
        Thread.sleep(1_000);
        callers.identify(CallersContract.withBearer("session"));
        assertThat(authService.calls(IDENTIFY)).isEqualTo(2);
    }

    @Test
    void a_refusal_is_passed_on_and_not_remembered() {
        authService.on(IDENTIFY, body -> Answer.ok("{\"error\":4000}"));
        assertRefused(() -> callers.identify(CallersContract.withBearer("late")), ApiError.TOO_MANY_LOGIN_TRIES);
        authService.on(IDENTIFY, body -> Answer.ok("{\"error\":2094}"));
        assertRefused(() -> callers.identify(CallersContract.withBearer("late")), ApiError.INVALID_ACCESS_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{}", "{\"token\":\"a.b.c\"}", "{\"token\":null}"})
    void garbage_is_no_answer(String garbage) {
        authService.on(IDENTIFY, body -> Answer.ok(garbage));
        assertRefused(() -> callers.identify(CallersContract.withBearer("any")), ApiError.INTERNAL_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "{\"keys\":7}"})
    void without_keys_nobody_is_let_in(String garbage) {
        authService.on(KEYS, body -> Answer.ok(garbage));
        assertRefused(
                () -> callers.identify(CallersContract.withBearer(token(key, claims -> {}))), ApiError.INTERNAL_ERROR);
    }

    @Test
    void a_server_that_says_nothing_is_given_up_soon() {
        authService.silentOn(IDENTIFY);
        long started = System.nanoTime();
        assertRefused(() -> callers.identify(CallersContract.withBearer("any")), ApiError.INTERNAL_ERROR);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
    }

    private void refuse(String token) {
        assertRefused(() -> callers.identify(CallersContract.withBearer(token)), ApiError.INVALID_ACCESS_TOKEN);
    }

    private IdentifyReply reply(Callable<Caller> judge) {
        try {
            judge.call();
            return new IdentifyReply(Optional.of(token(key, claims -> {})), Optional.empty(), Optional.empty());
        } catch (ApiException e) {
            return IdentifyReply.refused(e.error().code());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(IdentifyReply reply) {
        try {
            return json.writeValueAsString(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token for Anna, but for what the caller spoils. */
    private String token(EllipticCurveJsonWebKey signer, Consumer<JwtClaims> spoil) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("latchkey");
        claims.setAudience("latchkey");
        claims.setSubject(ANNA.account().toString());
        claims.setExpirationTime(NumericDate.fromSeconds(now() + 300));
        claims.setClaim("email", ANNA.email());
        claims.setClaim("email_verified", ANNA.emailVerified());
        claims.setClaim("quota", ANNA.quota());
        spoil.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(signer.getKeyId());
        signature.setKey(signer.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String published(EllipticCurveJsonWebKey... keys) {
        return new JsonWebKeySet(keys).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private static EllipticCurveJsonWebKey newKey(String id) {
        try {
            EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
