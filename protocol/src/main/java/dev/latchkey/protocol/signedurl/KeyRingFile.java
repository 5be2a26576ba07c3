package dev.latchkey.protocol.signedurl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A key ring that follows its file, so that keys rotate without a restart. Looks at most once a second, and compares
 * contents instead of times: a file replaced twice within one tick, or through a symbolic link as mounted secrets are,
 * is noticed all the same. A file that has become unreadable or wrong is logged once and changes nothing: what verified
 * a moment ago still does.
 */
public final class KeyRingFile {

    private static final System.Logger LOG = System.getLogger(KeyRingFile.class.getName());
    private static final long LOOK_EVERY_MILLIS = 1_000;

    private final Path file;
    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile KeyRing ring;
    private volatile long lookedAt;

    /** What was found at the last look: the file's text, or why there is none. Touched by the one thread that looks. */
    private volatile String found;

    /**
     * Reads the file, so that a service with unusable keys does not start.
     *
     * @throws KeyRing.Invalid if there is no usable key ring in the file; the message names the file
     */
    public KeyRingFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.lookedAt = clock.millis();
        try {
            this.found = Files.readString(file, StandardCharsets.UTF_8);
            this.ring = KeyRing.parse(found);
        } catch (IOException unreadable) {
            throw new KeyRing.Invalid("key ring " + file + " cannot be read: " + reason(unreadable));
        } catch (KeyRing.Invalid invalid) {
            throw new KeyRing.Invalid("key ring " + file + ": " + invalid.getMessage());
        }
    }

    /** The keys of this moment, at most a second old. Never throws. */
    public KeyRing current() {
        long sinceLook = clock.millis() - lookedAt;
        boolean recent = sinceLook >= 0 && sinceLook < LOOK_EVERY_MILLIS;
        if (!recent && looking.compareAndSet(false, true)) {
            try {
                look();
            } finally {
                looking.set(false);
            }
        }
        return ring;
    }

    private void look() {
        lookedAt = clock.millis();
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.equals(found)) {
                return;
            }
            found = text;
            ring = KeyRing.parse(text);
            String signing = Integer.toString(ring.signingId());
            LOG.log(System.Logger.Level.INFO, "Key ring {0} has changed: key {1} signs.", file, signing);
        } catch (IOException unreadable) {
            keepAfter(reason(unreadable));
        } catch (KeyRing.Invalid invalid) {
            warn(String.valueOf(invalid.getMessage()));
        }
    }

    private void keepAfter(String reason) {
        if (!reason.equals(found)) {
            found = reason;
            warn(reason);
        }
    }

    private void warn(String reason) {
        LOG.log(System.Logger.Level.WARNING, "Key ring {0} is unusable, its last good state stays: {1}", file, reason);
    }

    private static String reason(IOException unreadable) {
        return unreadable.getClass().getSimpleName();
    }
}
