package dev.latchkey.auth.session;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code familiar_address}. */
@Entity
@Table(name = "familiar_address")
@IdClass(FamiliarAddressEntity.Key.class)
class FamiliarAddressEntity {

    @Id
    long account;

    @Id
    String address;

    Instant seen;

    record Key(long account, String address) {}
}
