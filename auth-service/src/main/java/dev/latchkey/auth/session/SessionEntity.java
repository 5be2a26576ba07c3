package dev.latchkey.auth.session;

import dev.latchkey.protocol.value.AccountId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** A row of {@code session}. */
@Entity
@Table(name = "session")
class SessionEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    long account;
    byte[] fingerprint;
    String device;
    Instant created;
    Instant used;
    long unusedSeconds;
    Instant unusedUntil;

    @Column(name = "ends")
    Instant end;

    Duration unused() {
        return Duration.ofSeconds(unusedSeconds);
    }

    Session toSession() {
        return new Session(id, new AccountId(account), device, created, unusedUntil, end);
    }
}
