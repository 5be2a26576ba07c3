package dev.latchkey.file.traffic;

import dev.latchkey.protocol.remote.TrafficReport;

/** Where traffic is reported to: link-service. */
interface TrafficReports {

    /**
     * Delivers one report; throws whatever it likes unless it was taken for good. The same id delivered again counts
     * once.
     *
     * @throws ReportRefused if there is no point in delivering it again
     */
    void deliver(TrafficReport report);
}
