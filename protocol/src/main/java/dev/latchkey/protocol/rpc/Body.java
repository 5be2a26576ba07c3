package dev.latchkey.protocol.rpc;

/** What the body of a request to an API method is for. */
public enum Body {
    /** Parameters, if it is a form; anything else in it is ignored. */
    PARAMETERS,
    /** Content: the resource reads it itself, as it arrives. */
    STREAM
}
