package dev.latchkey.protocol.settings;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** How an executable compares names where the library does: it asks {@link LastSigns} first. On a JVM the library's own code does it, with the same result. */
@TargetClass(className = "io.smallrye.config.PropertyName")
final class LibraryEquality {

    /** The library's own comparison, one name being the pattern. */
    @Alias
    private static native boolean equalsInternal(
            String name, int offset, int length, String other, int otherOffset, int otherLength);

    /** @return whether one of them is a pattern that the other fits */
    @Substitute
    public static boolean equals(String name, int offset, int length, String other, int otherOffset, int otherLength) {
        return !LastSigns.differ(name, offset, length, other, otherOffset, otherLength)
                && (equalsInternal(name, offset, length, other, otherOffset, otherLength)
                        || equalsInternal(other, otherOffset, otherLength, name, offset, length));
    }

    /** @return whether one of them is a pattern that the other fits */
    @Substitute
    public static boolean equals(String name, String other) {
        return equals(name, 0, name.length(), other, 0, other.length());
    }
}
