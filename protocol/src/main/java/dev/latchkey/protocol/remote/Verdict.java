package dev.latchkey.protocol.remote;

/** The three answers to an {@link AccessQuestion}. "No answer" is none of them and is never taken for one. */
public enum Verdict {
    ALLOWED,
    DENIED,
    UNKNOWN_ACCOUNT
}
