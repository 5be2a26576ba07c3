package dev.latchkey.link.resolve;

import java.time.Instant;
import java.util.List;

/**
 * Where to fetch content from.
 *
 * @param hosts servers that have it, best first
 * @param path percent-encoded, to be put behind {@code https://} and a host
 * @param expires from when on it is refused
 */
public record ContentUrl(List<String> hosts, String path, Instant expires) {

    /** On the best host. */
    public String address() {
        return "https://" + hosts.getFirst() + path;
    }

    @Override
    public String toString() {
        return "ContentUrl[expires=" + expires + "]";
    }
}
