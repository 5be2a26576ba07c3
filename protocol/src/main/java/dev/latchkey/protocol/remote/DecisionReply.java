package dev.latchkey.protocol.remote;

/**
 * The answer to one {@link AccessQuestion}.
 *
 * @param verdict yes, no, or no such account
 * @param reason for the asker's log
 */
public record DecisionReply(Verdict verdict, String reason) {}
