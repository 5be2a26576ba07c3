package dev.latchkey.file.traffic;

import dev.latchkey.protocol.neighbour.Neighbour;
import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.rpc.ServiceTokens;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Reports traffic over REST. The outbox retries, so one failed call is just one failed call here. */
@Singleton
final class RestTrafficReports implements TrafficReports {

    interface Client {

        @POST
        @Path("/internal/traffic")
        @Consumes(MediaType.APPLICATION_JSON)
        void report(TrafficReport report);
    }

    /**
     * What 4xx says of the moment or the set-up, not of the report: a token not accepted yet, a link-service that is
     * older or elsewhere, too slow or too many requests.
     */
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 429);

    private final Client client;

    RestTrafficReports(@ConfigProperty(name = "latchkey.link.url") URI linkService, ServiceTokens tokens) {
        this.client = Neighbour.client(Client.class, linkService, Neighbour.READ, tokens, "link-service");
    }

    @Override
    public void deliver(TrafficReport report) {
        try {
            client.report(report);
        } catch (WebApplicationException e) {
            int status = e.getResponse().getStatus();
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
