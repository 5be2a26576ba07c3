package dev.latchkey.auth.account;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a new account gets, and what accounts are told about the plan they are on. */
@ConfigMapping(prefix = "latchkey.auth.account")
interface AccountConfig {

    /** Bytes a new account may store; accounts keep what they were given. */
    @WithDefault("10G")
    MemorySize quota();

    /**
     * {@code publiclinkquota} of {@code userinfo}: shown to clients that ask, limits nothing; each link has limits of
     * its own.
     */
    @WithDefault("50G")
    MemorySize publicLinkQuota();

    /** {@code trashrevretentiondays} of {@code userinfo}: shown to clients that ask. */
    @WithDefault("15")
    int trashDays();
}
