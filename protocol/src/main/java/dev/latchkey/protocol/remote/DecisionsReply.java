package dev.latchkey.protocol.remote;

import java.util.List;

/**
 * The answers to a {@link DecisionRequest}.
 *
 * @param decisions one per question, in the same order
 */
public record DecisionsReply(List<DecisionReply> decisions) {}
