package dev.latchkey.file.traffic;

import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.TrafficReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/**
 * Tells the operator of reports that nobody delivers any more: what they hold was sent, but counts towards no link's
 * limit.
 */
final class LostTraffic {

    private static final Logger LOG = Logger.getLogger(LostTraffic.class);
    private static final String NAME = "latchkey.traffic.lost";

    private final Counter refused;
    private final Counter tooOld;

    LostTraffic(MeterRegistry registry) {
        refused = counter(registry, "refused");
        tooOld = counter(registry, "too-old");
    }

    void refused(TrafficReport report, ReportRefused why) {
        refused.increment();
        LOG.errorf(
                "link-service refuses traffic report %s, %d bytes are not counted: %s",
                report.id(), bytes(report), why.getMessage());
    }

    void tooOld(TrafficReport report) {
        tooOld.increment();
        LOG.errorf(
                "traffic report %s is too old to be delivered, %d bytes are not counted", report.id(), bytes(report));
    }

    private static Counter counter(MeterRegistry registry, String reason) {
        return Counter.builder(NAME)
                .description("traffic reports that were given up")
                .tag("reason", reason)
                .register(registry);
    }

    private static long bytes(TrafficReport report) {
        return report.links().stream().mapToLong(LinkTraffic::bytes).sum();
    }
}
