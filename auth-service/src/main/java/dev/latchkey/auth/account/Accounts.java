package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.EMAIL_TAKEN;

import dev.latchkey.protocol.value.AccountId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All accounts. */
@ApplicationScoped
public class Accounts {

    private final AccountRepository repository;
    private final Passwords passwords;
    private final AccountConfig config;
    private final Clock clock;

    Accounts(AccountRepository repository, Passwords passwords, AccountConfig config, Clock clock) {
        this.repository = repository;
        this.passwords = passwords;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Opens an account. Of several registrations of one address at once, one succeeds.
     *
     * @param password already checked by {@link PasswordRules}
     * @throws dev.latchkey.protocol.error.ApiException 2038 if the address has an account
     */
    Account register(MailAddress mail, String password, Language language) {
        EMAIL_TAKEN.when(isTaken(mail));
        return insert(mail, passwords.hash(password), language);
    }

    /** The account, closed or not, if there ever was one. */
    @Transactional
    public Optional<Account> find(AccountId id) {
        return repository.findByIdOptional(id.value()).map(AccountEntity::toAccount);
    }

    /** The account of an address with its stored password, closed or not. */
    @Transactional
    public Optional<StoredLogin> findLogin(MailAddress mail) {
        return repository.findByMail(mail).map(entity -> new StoredLogin(entity.toAccount(), entity.password));
    }

    /** Of the given accounts those there are, each with whether it is active; in one query. */
    @Transactional
    public Map<AccountId, Boolean> standing(Collection<AccountId> ids) {
        return repository.list("id in ?1", ids.stream().map(AccountId::value).toList()).stream()
                .collect(Collectors.toMap(entity -> new AccountId(entity.id), entity -> entity.active));
    }

    /**
     * Closes or reopens an account.
     *
     * @return whether there is such an account
     */
    @Transactional
    public boolean setActive(AccountId id, boolean active) {
        return repository.update("active = ?1 where id = ?2", active, id.value()) > 0;
    }

    /**
     * Stores a password anew if its hash was made at another cost than today's, unless it was changed in the meantime.
     */
    public void renewHash(StoredLogin login, String password) {
        if (passwords.isOutdated(login.password())) {
            replaceHash(login, passwords.hash(password));
        }
    }

    @Transactional
    void replaceHash(StoredLogin login, String hash) {
        repository.update(
                "password = ?1 where id = ?2 and password = ?3",
                hash,
                login.account().id().value(),
                login.password());
    }

    @Transactional
    boolean isTaken(MailAddress mail) {
        return repository.hasMail(mail);
    }

    @Transactional
    Account insert(MailAddress mail, String hash, Language language) {
        return repository
                .insert(mail, hash, language, clock.instant(), config.quota().asLongValue())
                .map(repository::findById)
                .orElseThrow(EMAIL_TAKEN::exception)
                .toAccount();
    }
}
