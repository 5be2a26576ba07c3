package dev.latchkey.file.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.latchkey.file.revocation.TinyLinkService;
import dev.latchkey.protocol.remote.LinkTraffic;
import dev.latchkey.protocol.remote.TrafficReport;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(TinyLinkService.class)
class RestTrafficReportsTest {

    @Inject
    RestTrafficReports reports;

    private final TrafficReport report =
            new TrafficReport(UUID.randomUUID(), List.of(new LinkTraffic(new LinkId(17), 100)));

    @AfterEach
    void mend() {
        TinyLinkService.answerWith(0);
    }

    @Test
    void what_is_taken_is_taken() {
        assertThatCode(() -> reports.deliver(report)).doesNotThrowAnyException();
        assertThat(TinyLinkService.reports())
                .anyMatch(body -> body.contains(report.id().toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void a_report_that_is_no_good_is_refused_for_ever(int status) {
        TinyLinkService.answerWith(status);
        assertThat(catchThrowable(() -> reports.deliver(report)))
                .isInstanceOf(ReportRefused.class)
                .hasMessageContaining(String.valueOf(status));
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 408, 429, 500, 503})
    void what_may_pass_is_no_refusal_for_ever(int status) {
        TinyLinkService.answerWith(status);
        assertThat(catchThrowable(() -> reports.deliver(report))).isNotNull().isNotInstanceOf(ReportRefused.class);
    }
}
