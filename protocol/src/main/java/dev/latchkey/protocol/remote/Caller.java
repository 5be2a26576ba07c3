package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.AccountId;

/**
 * Who is calling, as auth-service vouches for it: the claims of a user JWT.
 *
 * @param account the account; claim {@code sub}
 * @param email its address; claim {@code email}
 * @param emailVerified whether that address was proved; claim {@code email_verified}
 * @param quota bytes the account may store; claim {@code quota}
 */
public record Caller(AccountId account, String email, boolean emailVerified, long quota) {}
