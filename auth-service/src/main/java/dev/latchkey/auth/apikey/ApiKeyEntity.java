package dev.latchkey.auth.apikey;

import dev.latchkey.protocol.value.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code api_key}. */
@Entity
@Table(name = "api_key")
class ApiKeyEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    long account;

    @Column(name = "api_key")
    String key;

    byte[] sealedSecret;
    String name;
    String networks;
    Instant created;

    ApiKey toApiKey() {
        return new ApiKey(id, new AccountId(account), key, name, Networks.valueOf(networks), created);
    }
}
