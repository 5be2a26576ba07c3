package dev.latchkey.protocol.remote;

/** The kinds of file the dialect tells apart; the ordinal is the number on the wire. */
public enum Category {
    OTHER,
    IMAGE,
    VIDEO,
    AUDIO,
    DOCUMENT,
    ARCHIVE
}
