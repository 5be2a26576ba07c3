package dev.latchkey.local.demo;

/** The stack answered something else than it should; the message says what. */
public final class UnexpectedReply extends RuntimeException {

    private static final long serialVersionUID = 1;

    public UnexpectedReply(String message) {
        super(message);
    }
}
