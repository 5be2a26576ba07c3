package dev.latchkey.protocol.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer;
import io.quarkus.opentelemetry.runtime.AutoConfiguredOpenTelemetrySdkBuilderCustomizer.TracerProviderCustomizer;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * A service as it is when nobody has said anything about traces. What is sent when somebody has, the tests of the whole
 * system look at.
 */
@QuarkusTest
class TracesTest {

    @Inject
    Vertx vertx;

    @Any
    @Inject
    Instance<AutoConfiguredOpenTelemetrySdkBuilderCustomizer> customizers;

    @Test
    void traces_are_off_and_requests_pass_no_tracer() {
        assertThat(((VertxInternal) vertx).tracer()).isNull();
    }

    @Test
    void the_only_way_out_is_the_one_that_tells_harmless_spans() {
        assertThat(customizers)
                .hasAtLeastOneElementOfType(Traces.class)
                .doesNotHaveAnyElementsOfTypes(TracerProviderCustomizer.class);
    }
}
