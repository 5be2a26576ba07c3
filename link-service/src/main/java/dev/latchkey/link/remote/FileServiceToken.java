package dev.latchkey.link.remote;

import dev.latchkey.protocol.rpc.ServiceTokenFilter;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;

/** Proves to file-service that link-service asks. */
@Singleton
final class FileServiceToken extends ServiceTokenFilter {

    FileServiceToken(ServiceTokens tokens) {
        super(tokens, "file-service");
    }
}
