package dev.latchkey.file.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** A ledger for tests: one lock for all of it. */
final class InMemoryLedger implements Ledger {

    private final NavigableMap<String, Instant> stored = new TreeMap<>();

    @Override
    public synchronized void stored(String sha256, Instant when) {
        stored.merge(sha256, when, (old, now) -> old.isAfter(now) ? old : now);
    }

    @Override
    public synchronized List<String> storedBefore(Instant limit, String after, int count) {
        return stored.tailMap(after, false).entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(limit))
                .limit(count)
                .map(NavigableMap.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized Set<String> unknown(Collection<String> sha256) {
        Set<String> unknown = new HashSet<>(sha256);
        unknown.removeAll(stored.keySet());
        return unknown;
    }

    @Override
    public synchronized int remove(Collection<String> sha256, Instant limit, Removal removal) throws IOException {
        List<String> old = sha256.stream()
                .filter(stored::containsKey)
                .filter(name -> stored.get(name).isBefore(limit))
                .toList();
        removal.remove(old);
        old.forEach(stored::remove);
        return old.size();
    }
}
