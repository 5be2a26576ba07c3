package dev.latchkey.protocol.rpc;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What every service measures of its answers: errors by code, and times in steps, so that percentiles can be added up
 * over replicas.
 */
@Singleton
public final class Meters {

    private static final String REQUESTS = "http.server.requests";
    private static final double[] STEPS_IN_NANOS = Stream.of(5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000)
            .mapToDouble(millis -> Duration.ofMillis(millis).toNanos())
            .toArray();

    private final MeterRegistry registry;

    Meters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts an answer that is an error.
     *
     * @param code as in {@code result}; one of the dialect's, or an HTTP status of the framework's
     */
    public void failed(int code) {
        registry.counter("latchkey.errors", "code", Integer.toString(code)).increment();
    }

    @Produces
    @Singleton
    static MeterFilter steps() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return id.getName().equals(REQUESTS)
                        ? DistributionStatisticConfig.builder()
                                .serviceLevelObjectives(STEPS_IN_NANOS)
                                .build()
                                .merge(config)
                        : config;
            }
        };
    }
}
