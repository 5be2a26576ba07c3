package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.error.ApiError.TOO_MANY_API_KEYS;

import dev.latchkey.auth.Label;
import dev.latchkey.protocol.value.AccountId;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All API keys. A secret can be told by nobody afterwards, but must be known to check signatures: it is kept encrypted.
 */
@ApplicationScoped
class ApiKeys implements PanacheRepository<ApiKeyEntity> {

    private static final int KEY_BYTES = 16;
    private static final int SECRET_BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    /**
     * Lets one transaction at a time count an account's keys and then make one; other accounts rarely share the lock and
     * only wait a moment.
     */
    private static final String ONE_MAKER_PER_ACCOUNT =
            "SELECT pg_advisory_xact_lock(1, CAST(:account % 2147483647 AS integer))";

    /** An API key with its secret, for checking a signature. */
    record Signer(ApiKey key, String secret) {

        /** A secret stays out of logs. */
        @Override
        public String toString() {
            return "Signer[" + key.id() + "]";
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final SecretBox box;
    private final ApiKeyConfig config;
    private final Clock clock;

    ApiKeys(SecretBox box, ApiKeyConfig config, Clock clock) {
        this.box = box;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Makes a key.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2802 when the account has as many as it may have
     */
    @Transactional
    NewApiKey create(AccountId account, Label name, Networks networks) {
        oneMakerPerAccount(account);
        TOO_MANY_API_KEYS.when(count("account", account.value()) >= config.perAccount());
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(SECRET_BYTES));
        ApiKeyEntity entity = new ApiKeyEntity();
        entity.account = account.value();
        entity.key = HexFormat.of().formatHex(randomBytes(KEY_BYTES));
        entity.sealedSecret = box.seal(secret, entity.key);
        entity.name = name.value();
        entity.networks = networks.toString();
        entity.created = clock.instant();
        persistAndFlush(entity);
        return new NewApiKey(entity.toApiKey(), secret);
    }

    /** The account's keys, oldest first. */
    @Transactional
    List<ApiKey> list(AccountId account) {
        return list("account = ?1 order by id", account.value()).stream()
                .map(ApiKeyEntity::toApiKey)
                .toList();
    }

    /** Deletes one of the account's keys; whether there was such a one. */
    @Transactional
    boolean delete(AccountId account, long id) {
        return delete("id = ?1 and account = ?2", id, account.value()) > 0;
    }

    /** The key a request names, with its secret. */
    @Transactional
    Optional<Signer> findSigner(String key) {
        if (!FORM.matcher(key).matches()) {
            return Optional.empty();
        }
        return find("key", key)
                .firstResultOptional()
                .map(entity -> new Signer(entity.toApiKey(), box.open(entity.sealedSecret, entity.key)));
    }

    private void oneMakerPerAccount(AccountId account) {
        getEntityManager()
                .createNativeQuery(ONE_MAKER_PER_ACCOUNT, Object.class)
                .setParameter("account", account.value())
                .getResultList();
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
