package dev.latchkey.file.file;

/** What becomes of a file whose name another one wants. */
public enum Conflict {
    /** It is replaced. */
    REPLACE,
    /** It stays, and the other one gets a number: {@code name (2).ext}. */
    NUMBER,
    /** It stays, and the other one is refused: the caller may not change what is there. */
    REFUSE
}
