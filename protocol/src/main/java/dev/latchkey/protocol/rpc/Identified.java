package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.remote.Caller;
import java.util.Optional;

/**
 * A caller who proved who they are.
 *
 * @param caller the account
 * @param issuedAuth the session token they asked for with {@code getauth}; the reply carries it as {@code auth}
 */
public record Identified(Caller caller, Optional<String> issuedAuth) {}
