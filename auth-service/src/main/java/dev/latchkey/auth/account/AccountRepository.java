package dev.latchkey.auth.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<AccountEntity, Long> {

    private static final String INSERT = """
            INSERT INTO account (mail, mail_key, password, language, registered, quota)
            VALUES (:mail, :mailKey, :password, :language, :registered, :quota)
            ON CONFLICT (mail_key) DO NOTHING
            RETURNING id
            """;

    Optional<AccountEntity> findByMail(MailAddress mail) {
        return find("mailKey", mail.key()).firstResultOptional();
    }

    boolean hasMail(MailAddress mail) {
        return count("mailKey", mail.key()) > 0;
    }

    /**
     * Adds an account and gives its id; nothing if the address is taken, be it by a registration of the same moment.
     */
    Optional<Long> insert(MailAddress mail, String password, Language language, Instant registered, long quota) {
        List<?> ids = getEntityManager()
                .createNativeQuery(INSERT, Long.class)
                .setParameter("mail", mail.value())
                .setParameter("mailKey", mail.key())
                .setParameter("password", password)
                .setParameter("language", language.value())
                .setParameter("registered", registered)
                .setParameter("quota", quota)
                .getResultList();
        return ids.stream().map(Long.class::cast).findFirst();
    }
}
