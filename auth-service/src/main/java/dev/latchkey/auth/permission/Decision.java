package dev.latchkey.auth.permission;

/** The answer to "may this account do that here?". */
public sealed interface Decision {

    /** It may. */
    record Allowed() implements Decision {}

    /**
     * It may not.
     *
     * @param why for the log of whoever asked
     */
    record Denied(String why) implements Decision {}

    /** There is no such account. */
    record UnknownAccount() implements Decision {}
}
