package dev.latchkey.auth.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How many wrong passwords are borne. Right ones are never counted. */
@ConfigMapping(prefix = "latchkey.auth.throttle")
interface ThrottleConfig {

    /** Wrong passwords for one account from one address. */
    @WithDefault("10")
    int perAccountAndAddress();

    /** Wrong passwords from one address, for accounts that never logged in from it. */
    @WithDefault("50")
    int perAddress();

    /** The time in which either of those budgets fills up again; clients of the dialect wait 5 minutes after a 4000. */
    @WithDefault("PT5M")
    Duration period();

    /** Wrong passwords for one account from addresses it never logged in from, taken together. */
    @WithDefault("100")
    int perAccount();

    /** The time in which that budget fills up again. */
    @WithDefault("PT1H")
    Duration accountPeriod();

    /**
     * What each unfamiliar address is still allowed for an account whose budget above is spent. At least 1, or
     * strangers could lock an account.
     */
    @WithDefault("2")
    int whileAccountIsUnderAttack();

    /** How long an address stays familiar after the account last logged in from it with its password. */
    @WithDefault("P90D")
    Duration familiarFor();
}
