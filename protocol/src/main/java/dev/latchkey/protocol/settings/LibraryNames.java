package dev.latchkey.protocol.settings;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/** How an executable goes through the segments of a name where the library does. On a JVM the library's own code does it, with the same result. */
@TargetClass(className = "io.smallrye.config.NameIterator")
final class LibraryNames {

    @Alias
    @SuppressWarnings("NullAway.Init")
    private String name;

    @Alias
    private int pos;

    /** @return see {@link SegmentEnd#after} */
    @Substitute
    public int getNextEnd() {
        return SegmentEnd.after(name, pos);
    }
}
