package dev.latchkey.link.traffic;

import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /internal/traffic}: bytes that went out for links, from file-service; 204, and the same report again
 * changes nothing.
 */
@Path("/internal/traffic")
@Internal
final class ReportTraffic {

    private final TrafficReports reports;

    ReportTraffic(TrafficReports reports) {
        this.reports = reports;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public void report(@Nullable TrafficReport report) {
        if (report == null || !isWhole(report)) {
            throw new BadRequestException("a traffic report has an id, and per link an id and 0 or more bytes");
        }
        reports.count(report);
    }

    /** JSON can leave out what the record's types promise. */
    private static boolean isWhole(TrafficReport report) {
        return Objects.nonNull(report.id())
                && Objects.nonNull(report.links())
                && report.links().stream()
                        .allMatch(used -> Objects.nonNull(used) && Objects.nonNull(used.link()) && used.bytes() >= 0);
    }
}
