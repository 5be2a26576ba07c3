package dev.latchkey.protocol.remote;

import java.util.List;
import java.util.UUID;

/**
 * Traffic that file-service saw. Delivered at least once; the same id counts once.
 *
 * @param id the report's own id
 * @param links what was sent, a row per link
 */
public record TrafficReport(UUID id, List<LinkTraffic> links) {}
