package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.LinkId;

/**
 * Bytes sent for one link.
 *
 * @param link the link
 * @param bytes bytes of content, without headers
 */
public record LinkTraffic(LinkId link, long bytes) {}
