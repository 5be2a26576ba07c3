package dev.latchkey.auth.account;

import dev.latchkey.protocol.value.AccountId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/**
 * A row of {@code account}. Rows are inserted by {@link AccountRepository#insert} only, which settles races for an
 * address.
 */
@Entity
@Table(name = "account")
class AccountEntity {

    @Id
    long id;

    String mail;
    String mailKey;
    boolean mailVerified;
    String password;
    String language;
    Instant registered;
    long quota;
    boolean active;

    Account toAccount() {
        return new Account(new AccountId(id), new MailAddress(mail), mailVerified, language, registered, quota, active);
    }
}
