package dev.latchkey.file.remote;

import dev.latchkey.protocol.rpc.ServiceTokenFilter;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;

/** Proves to auth-service that file-service asks. */
@Singleton
final class AuthServiceToken extends ServiceTokenFilter {

    AuthServiceToken(ServiceTokens tokens) {
        super(tokens, "auth-service");
    }
}
