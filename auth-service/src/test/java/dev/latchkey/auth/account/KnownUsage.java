package dev.latchkey.auth.account;

import dev.latchkey.protocol.value.AccountId;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** What accounts store, as a test says; nobody knows of the others. */
@Mock
@Singleton
class KnownUsage implements StorageUsage {

    private final Map<AccountId, Long> used = new ConcurrentHashMap<>();

    void set(AccountId account, long bytes) {
        used.put(account, bytes);
    }

    @Override
    public OptionalLong of(AccountId account) {
        Long bytes = used.get(account);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
