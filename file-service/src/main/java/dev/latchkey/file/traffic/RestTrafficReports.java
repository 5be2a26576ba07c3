package dev.latchkey.file.traffic;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.neighbour.NeighbourException;
import dev.latchkey.protocol.neighbour.Neighbours;
import dev.latchkey.protocol.remote.TrafficReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reports traffic over REST. The outbox retries, so one failed call is just one failed call here. */
@Singleton
@RegisterForReflection(targets = TrafficReport.class, registerFullHierarchy = true)
final class RestTrafficReports implements TrafficReports {

    /**
     * What 4xx says of the moment or the set-up, not of the report: a token not accepted yet, a link-service that is
     * older or elsewhere, too slow or too many requests.
     */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 429);

    private final Neighbour linkService;

    RestTrafficReports(@ConfigProperty(name = "latchkey.link.url") URI address, Neighbours neighbours) {
        this.linkService = neighbours.at(address, "link-service");
    }

    @Override
    public void deliver(TrafficReport report) {
        try {
            linkService.post("/internal/traffic", report);
        } catch (NeighbourException e) {
            int status = e.status().orElse(0);
            if (isFinal(status)) {
                throw new ReportRefused("HTTP " + status, e);
            }
            throw e;
        }
    }

    private static boolean isFinal(int status) {
        return status >= 400 && status < 500 && !PASSING.contains(status);
    }
}
