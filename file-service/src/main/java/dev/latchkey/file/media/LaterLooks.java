package dev.latchkey.file.media;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jboss.logging.Logger;

/**
 * Content that could not be looked at in time is looked at again, one after the other, when there is likely to be less to do;
 * a few times, then it is left alone until equal content comes.
 */
final class LaterLooks {

    private static final Logger LOG = Logger.getLogger(LaterLooks.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofHours(1));
    private static final int MOST = 10_000;

    private final Alarm alarm;
    private final Executor background;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();

    /** Calls back, in some time. */
    interface Alarm {
        void after(Duration pause, Runnable task);
    }

    /** One look. */
    interface Look {
        /** @return whether it is known now; if not, it is worth another look */
        boolean succeeds();
    }

    /** @param background where is looked */
    LaterLooks(Alarm alarm, Executor background) {
        this.alarm = alarm;
        this.background = background;
    }

    /** Has content looked at some time, unless that is to come already or there is too much of it. */
    void add(String sha256, Look look) {
        if (pending.size() < MOST && pending.add(sha256)) {
            plan(sha256, look, 0);
        }
    }

    private void plan(String sha256, Look look, int tries) {
        if (tries < PAUSES.size()) {
            alarm.after(PAUSES.get(tries), () -> background.execute(() -> look(sha256, look, tries + 1)));
        } else {
            pending.remove(sha256);
        }
    }

    private void look(String sha256, Look look, int tries) {
        boolean known = false;
        try {
            known = look.succeeds();
        } catch (RuntimeException e) {
            LOG.warnf("%s was not looked at once more: %s", sha256, e.getMessage());
        }
        if (known) {
            pending.remove(sha256);
        } else {
            plan(sha256, look, tries);
        }
    }
}
