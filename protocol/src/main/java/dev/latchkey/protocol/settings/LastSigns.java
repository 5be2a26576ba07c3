package dev.latchkey.protocol.settings;

/**
 * Tells most settings' names apart by their last signs, as the library would in the end. It compares names from their ends, each of the two as a pattern for the
 * other: an asterisk stands for whole segments, and for numbers between brackets. Where the last signs are two, and neither is an asterisk, there is nothing
 * that it would still find equal.
 */
final class LastSigns {

    /**
     * Whether two parts of names are surely not equal; false says nothing.
     *
     * @param offset where the part of the name begins
     * @param length of that part
     */
    static boolean differ(String name, int offset, int length, String other, int otherOffset, int otherLength) {
        if (length <= 0 || otherLength <= 0 || isSame(name, other)) {
            return false;
        }
        char last = name.charAt(offset + length - 1);
        char otherLast = other.charAt(otherOffset + otherLength - 1);
        return last != otherLast && last != '*' && otherLast != '*';
    }

    /** The library takes any two parts of one and the same text for equal. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(String name, String other) {
        return name == other;
    }

    private LastSigns() {}
}
