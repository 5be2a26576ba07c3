package dev.latchkey.auth.account;

import dev.latchkey.auth.Label;
import dev.latchkey.protocol.value.AccountId;
import java.util.Optional;

/** Port: logs a new account in at once. Sessions implement it, so that accounts need not know of them. */
public interface FirstLogin {

    /**
     * Opens a session for an account that proved itself by registering.
     *
     * @param address where it registered: its password is trusted from there
     * @param expire the longest the token lives, in seconds, if not the usual
     * @param inactiveExpire the longest it lives unused, in seconds, if not the usual
     * @param device what lists of tokens call it
     * @return the token, told only now
     */
    String open(AccountId account, String address, Optional<Long> expire, Optional<Long> inactiveExpire, Label device);
}
