package dev.latchkey.file.traffic;

import dev.latchkey.protocol.value.LinkId;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the bytes sent for each link until somebody writes them down. What owners fetch through links of their own is
 * not counted.
 */
@Singleton
public final class TrafficMeter {

    private final ConcurrentHashMap<LinkId, Long> sent = new ConcurrentHashMap<>();

    /** Adds what really went out for a link. Cheap enough for an event loop. */
    public void sent(LinkId link, long bytes) {
        if (link.value() != 0 && bytes > 0) {
            sent.merge(link, bytes, Long::sum);
        }
    }

    /** Takes at most so many links and what was sent for them; they start again at nothing. */
    Map<LinkId, Long> take(int links) {
        Map<LinkId, Long> taken = new ConcurrentHashMap<>();
        for (LinkId link : sent.keySet()) {
            if (taken.size() == links) {
                break;
            }
            Long bytes = sent.remove(link);
            if (bytes != null) {
                taken.put(link, bytes);
            }
        }
        return taken;
    }

    /** Puts back what could not be written down. */
    void giveBack(Map<LinkId, Long> taken) {
        taken.forEach(this::sent);
    }
}
