package dev.latchkey.auth.account;

import dev.latchkey.protocol.value.AccountId;
import java.util.OptionalLong;

/** Port: how much an account stores. file-service knows. */
interface StorageUsage {

    /** Bytes used, or nothing when nobody can tell soon: what an account is told about itself does not depend on it. */
    OptionalLong of(AccountId account);
}
