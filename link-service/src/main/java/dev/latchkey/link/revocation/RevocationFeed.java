package dev.latchkey.link.revocation;

import dev.latchkey.link.limit.UrlLife;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** URLs that have to die before their time, in the order it was decided. */
@ApplicationScoped
public class RevocationFeed {

    /** Rows of one answer. */
    static final int PAGE = 1000;

    /** How much longer than any URL a row is kept: clocks differ, and content servers allow for that. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final RevocationRepository rows;
    private final UrlLife urlLife;
    private final Clock clock;

    RevocationFeed(RevocationRepository rows, UrlLife urlLife, Clock clock) {
        this.rows = rows;
        this.urlLife = urlLife;
        this.clock = clock;
    }

    /**
     * Adds to the feed. Must be the last thing a transaction does: from here to its end no other one can add, and
     * whoever locked a link after this could wait for a transaction that waits for the feed.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Revocation revocation) {
        rows.oneWriter();
        RevocationEntity row = new RevocationEntity();
        row.link = revocation.link().value();
        row.version = revocation.version();
        row.made = clock.instant();
        rows.persist(row);
    }

    /** What was added after the given id: at most a page, so ask on until nothing comes. */
    @Transactional
    public Revocations after(long id) {
        // A follower that is ahead has followed a database that was since set back: it starts over rather than miss
        // what comes.
        long from = id > rows.lastGiven() ? 0 : id;
        List<RevocationEntity> page = rows.after(from, PAGE);
        long last = page.isEmpty() ? from : page.getLast().id;
        return new Revocations(
                last,
                page.stream()
                        .map(row -> new Revocation(new LinkId(row.link), row.version))
                        .toList());
    }

    /** Forgets revocations of URLs that have expired by themselves. */
    @Scheduled(every = "1h", delayed = "5m")
    @Transactional
    void prune() {
        rows.delete("made < ?1", clock.instant().minus(urlLife.longest()).minus(MARGIN));
    }
}
