package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.LinkId;

/**
 * URLs of a link that were signed before it changed.
 *
 * @param link the link
 * @param version URLs with a smaller {@code linkVersion} are dead
 */
public record Revocation(LinkId link, int version) {}
