package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.LOG_IN_FAILED;

import dev.latchkey.auth.server.ApiHosts;
import dev.latchkey.protocol.value.AccountId;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts together what an account is told about itself. */
@Singleton
public final class UserInfos {

    private final Accounts accounts;
    private final StorageUsage usage;
    private final ApiHosts hosts;
    private final AccountConfig config;

    UserInfos(Accounts accounts, StorageUsage usage, ApiHosts hosts, AccountConfig config) {
        this.accounts = accounts;
        this.usage = usage;
        this.hosts = hosts;
        this.config = config;
    }

    /**
     * What the account is told now.
     *
     * @param withServers whether it asks which servers to call
     */
    public UserInfo of(AccountId id, boolean withServers) {
        Account account = accounts.find(id).orElseThrow(LOG_IN_FAILED::exception);
        OptionalLong used = usage.of(id);
        return new UserInfo(
                account.id().value(),
                account.mail().value(),
                account.mailVerified(),
                account.registered(),
                account.language(),
                account.quota(),
                used.isPresent() ? Optional.of(used.getAsLong()) : Optional.empty(),
                config.publicLinkQuota().asLongValue(),
                config.trashDays(),
                false,
                false,
                0,
                false,
                true,
                false,
                false,
                false,
                new UserInfo.Journey(
                        false,
                        new UserInfo.Journey.Steps(
                                account.mailVerified(), used.orElse(0) > 0, false, false, false, false)),
                withServers ? Optional.of(new UserInfo.ApiServer(List.of(), hosts.names())) : Optional.empty());
    }
}
