package dev.latchkey.auth.session;

import dev.latchkey.auth.Budgets;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Limits the guessing of passwords without letting strangers lock anybody out. Three budgets of wrong passwords are
 * kept:
 *
 * <ul>
 *   <li>per account and address: what one place may try on one account;
 *   <li>per address: what one place may try on accounts that never logged in from there;
 *   <li>per account: what all unfamiliar places together may try on one account. Once it is spent, each of them has
 *       only very few tries of its own, so guessing from many places slows down, yet a right password from a fresh
 *       place passes.
 * </ul>
 *
 * <p>An address from which the account logged in before answers to the first budget alone: nobody elsewhere can spend
 * it.
 */
@Startup
@Singleton
final class LoginThrottle {

    /**
     * A try at a password.
     *
     * @param account the mail address as {@code MailAddress.key()} writes it; there need not be such an account
     * @param address where from, as {@link dev.latchkey.auth.Network#subscriberOf} names it
     * @param familiar whether that account logged in from that address before
     */
    record Attempt(String account, String address, boolean familiar) {

        private String pair() {
            return account + "\n" + address;
        }
    }

    private final Budgets perAccountAndAddress;
    private final Budgets perAddress;
    private final Budgets perAccount;
    private final int whileAccountIsUnderAttack;

    LoginThrottle(ThrottleConfig config, Clock clock) {
        if (config.whileAccountIsUnderAttack() < 1) {
            throw new IllegalStateException("latchkey.auth.throttle.while-account-is-under-attack must be 1 or more:"
                    + " otherwise strangers can lock an account");
        }
        perAccountAndAddress = new Budgets(config.perAccountAndAddress(), config.period(), clock);
        perAddress = new Budgets(config.perAddress(), config.period(), clock);
        perAccount = new Budgets(config.perAccount(), config.accountPeriod(), clock);
        whileAccountIsUnderAttack = config.whileAccountIsUnderAttack();
    }

    /** Whether the password may be looked at. */
    boolean admits(Attempt attempt) {
        if (perAccountAndAddress.left(attempt.pair()) == 0) {
            return false;
        }
        if (attempt.familiar()) {
            return true;
        }
        if (perAddress.left(attempt.address()) == 0) {
            return false;
        }
        return perAccount.left(attempt.account()) > 0
                || perAccountAndAddress.used(attempt.pair()) < whileAccountIsUnderAttack;
    }

    /** Counts a wrong password. */
    void countWrong(Attempt attempt) {
        perAccountAndAddress.spend(attempt.pair());
        if (!attempt.familiar()) {
            perAddress.spend(attempt.address());
            perAccount.spend(attempt.account());
        }
    }
}
