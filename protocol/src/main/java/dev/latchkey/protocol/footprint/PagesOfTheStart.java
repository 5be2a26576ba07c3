package dev.latchkey.protocol.footprint;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.graalvm.nativeimage.c.function.CFunction;
import org.jboss.logging.Logger;

/**
 * Gives back the pages of the program that an executable needed for its start only. Linux takes in many around each one
 * that is needed, and lets none go while there is memory.
 */
@Singleton
final class PagesOfTheStart {

    private static final Logger LOG = Logger.getLogger(PagesOfTheStart.class);

    /** Known when an executable is made. */
    private static final boolean IN_EXECUTABLE = ImageMode.current() != ImageMode.JVM;

    /** Then the start is over, and so are the first requests of whoever watches it. */
    private static final Duration DELAY = Duration.ofSeconds(2);

    private static final Path SELF = Path.of("/proc/self");

    /** MADV_DONTNEED of Linux. */
    private static final int DROP = 4;

    void started(@Observes StartupEvent start) {
        if (IN_EXECUTABLE && "Linux".equals(System.getProperty("os.name"))) {
            Thread.ofPlatform().daemon().name("pages-of-the-start").start(PagesOfTheStart::dropLater);
        }
    }

    private static void dropLater() {
        try {
            Thread.sleep(DELAY);
            drop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.infof("pages that only the start needed are kept: %s", e);
        }
    }

    private static void drop() throws IOException {
        String program = Files.readSymbolicLink(SELF.resolve("exe")).toString();
        try (Stream<String> smaps = Files.lines(SELF.resolve("smaps"))) {
            for (CleanPages pages : CleanPages.of(smaps, program)) {
                if (Linked.madvise(pages.address(), pages.length(), DROP) != 0) {
                    throw new IOException("madvise is refused");
                }
            }
        }
    }

    private static final class Linked {

        @CFunction
        static native int madvise(long address, long length, int advice);
    }
}
