package dev.latchkey.protocol.remote;

import java.util.List;

/**
 * A page of the revocation feed.
 *
 * @param last ask for what comes after this next time
 * @param revocations in the order they happened
 */
public record Revocations(long last, List<Revocation> revocations) {}
