package dev.latchkey.file.process;

import io.quarkus.runtime.ImageMode;
import java.util.Optional;

/** How the C library is reached. */
record NativeAccess(LibC libC, Memory memory) {

    /** Known when an executable is made, so that it has nothing of the other way in it. */
    private static final boolean IN_EXECUTABLE = ImageMode.current() != ImageMode.JVM;

    /** That of this process; empty where the library is another one, or an older one (glibc before 2.34). */
    static Optional<NativeAccess> ofThisProcess() {
        if (!"Linux".equals(System.getProperty("os.name"))) {
            return Optional.empty();
        }
        return IN_EXECUTABLE
                ? Optional.of(new NativeAccess(new LinkedLibC(), new LinkedMemory()))
                : ForeignLibC.find().map(libC -> new NativeAccess(libC, new ForeignMemory()));
    }
}
