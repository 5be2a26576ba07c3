package dev.latchkey.protocol.remote;

import java.util.List;

/**
 * Questions asked in one call.
 *
 * @param questions any number
 */
public record DecisionRequest(List<AccessQuestion> questions) {}
