package dev.latchkey.auth.account;

import dev.latchkey.protocol.rpc.ServiceTokenFilter;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;

/** Proves to file-service that auth-service asks. */
@Singleton
final class FileServiceToken extends ServiceTokenFilter {

    FileServiceToken(ServiceTokens tokens) {
        super(tokens, "file-service");
    }
}
