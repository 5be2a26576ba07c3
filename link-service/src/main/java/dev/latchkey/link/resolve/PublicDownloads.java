package dev.latchkey.link.resolve;

import dev.latchkey.link.publiclink.Gate;
import dev.latchkey.link.publiclink.LinkCode;
import dev.latchkey.link.publiclink.LinkNumber;
import dev.latchkey.link.publiclink.PublicLinks;
import dev.latchkey.link.publiclink.Visit;
import dev.latchkey.protocol.error.ApiException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** From a public link to a URL: looked up, let in, signed, and counted last, so that only what is handed out counts. */
@Singleton
public final class PublicDownloads {

    private static final String RESOLVED = "latchkey.links.resolved";

    private final PublicLinks links;
    private final Gate gate;
    private final SignedUrls urls;
    private final MeterRegistry meters;

    PublicDownloads(PublicLinks links, Gate gate, SignedUrls urls, MeterRegistry meters) {
        this.links = links;
        this.gate = gate;
        this.urls = urls;
        this.meters = meters;
    }

    /**
     * Hands out a URL and counts it.
     *
     * @throws dev.latchkey.protocol.error.ApiException whatever {@link Gate#open(LinkCode, Visit)} refuses, 2011, 2044
     */
    public ContentUrl start(LinkCode code, Visit visit, Delivery wish) {
        return measured(() -> start(gate.open(code, visit), visit, wish));
    }

    /** Hands out a URL for a link's number, as {@link #start(LinkCode, Visit, Delivery)} does for its code. */
    public ContentUrl start(LinkNumber number, Visit visit, Delivery wish) {
        return measured(() -> start(gate.open(number, visit), visit, wish));
    }

    private ContentUrl start(Gate.Entry entry, Visit visit, Delivery wish) {
        ContentUrl url = urls.sign(entry.file(), wish, Optional.of(entry.link()), visit.address());
        links.countDownload(entry.link());
        return url;
    }

    private ContentUrl measured(Supplier<ContentUrl> resolution) {
        String outcome = "failure";
        try {
            ContentUrl url = resolution.get();
            outcome = "ok";
            return url;
        } catch (ApiException e) {
            outcome = Integer.toString(e.error().code());
            throw e;
        } finally {
            meters.counter(RESOLVED, "outcome", outcome).increment();
        }
    }
}
