package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;

import dev.latchkey.auth.Budgets;
import dev.latchkey.auth.Network;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Limits how many accounts an address may open, and how many addresses of mail it may try for having one. */
@Singleton
final class Registrations {

    private final Budgets budgets;

    Registrations(RegistrationConfig config, Clock clock) {
        this.budgets = new Budgets(config.perAddress(), config.period(), clock);
    }

    /** Counts a registration; throws 4000 if there were too many from this address. */
    void admit(String remoteAddress) {
        TOO_MANY_LOGIN_TRIES.when(!budgets.spend(Network.subscriberOf(remoteAddress)));
    }
}
