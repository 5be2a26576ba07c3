package dev.latchkey.auth.permission;

import dev.latchkey.protocol.value.Right;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** Rights as they are stored: one bit each, never renumbered. */
final class RightBits {

    private RightBits() {}

    static int of(Collection<Right> rights) {
        return rights.stream().mapToInt(RightBits::bit).reduce(0, (some, more) -> some | more);
    }

    static Set<Right> read(int bits) {
        EnumSet<Right> rights = EnumSet.allOf(Right.class);
        rights.removeIf(right -> (bits & bit(right)) == 0);
        return rights;
    }

    private static int bit(Right right) {
        return switch (right) {
            case READ -> 1;
            case CREATE -> 2;
            case MODIFY -> 4;
            case DELETE -> 8;
            case SEND -> 16;
        };
    }
}
