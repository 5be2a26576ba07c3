package dev.latchkey.protocol.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.DELETE;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules themselves: what has to be found is found, and what is fine passes. */
class HouseRulesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                PlainNow.class,
                NowOfZone.class,
                NowByReference.class,
                OtherTypesNow.class,
                YearNow.class,
                NewDate.class,
                NewCalendar.class,
                CalendarInstance.class,
                Milliseconds.class
            })
    void the_systems_time_is_found(Class<?> culprit) {
        assertThat(violations(HouseRules.time_is_injected, culprit)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {UtcClock.class, ZoneClock.class, ClockByReference.class, TickingClock.class, SystemSource.class})
    void a_system_clock_is_found(Class<?> culprit) {
        assertThat(violations(HouseRules.only_one_place_asks_for_the_system_clock, culprit))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = Fine.class)
    void an_injected_clock_passes(Class<?> fine) {
        assertThat(violations(HouseRules.time_is_injected, fine)).isFalse();
        assertThat(violations(HouseRules.only_one_place_asks_for_the_system_clock, fine))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(classes = HiddenDelete.class)
    void a_resource_method_that_is_not_public_is_found(Class<?> culprit) {
        assertThat(violations(HouseRules.resource_methods_are_public, culprit)).isTrue();
    }

    private static boolean violations(ArchRule rule, Class<?> subject) {
        return rule.evaluate(new ClassFileImporter().importClasses(subject)).hasViolation();
    }

    static class PlainNow {
        Instant time() {
            return Instant.now();
        }
    }

    static class NowOfZone {
        LocalDate today(ZoneId zone) {
            return LocalDate.now(zone);
        }
    }

    static class NowByReference {
        Supplier<Instant> time() {
            return Instant::now;
        }
    }

    static class OtherTypesNow {
        LocalTime time() {
            return LocalTime.now(ZoneOffset.UTC);
        }
    }

    static class YearNow {
        Year year() {
            return Year.now(ZoneOffset.UTC);
        }
    }

    @SuppressWarnings("JavaUtilDate")
    static class NewDate {
        Date time() {
            return new Date();
        }
    }

    static class NewCalendar {
        GregorianCalendar time() {
            return new GregorianCalendar();
        }
    }

    static class CalendarInstance {
        Calendar time() {
            return Calendar.getInstance();
        }
    }

    static class Milliseconds {
        long time() {
            return System.currentTimeMillis();
        }
    }

    static class UtcClock {
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    static class ZoneClock {
        Clock clock(ZoneId zone) {
            return Clock.system(zone);
        }
    }

    static class ClockByReference {
        Supplier<Clock> clock() {
            return Clock::systemDefaultZone;
        }
    }

    static class TickingClock {
        Clock clock() {
            return Clock.tickSeconds(ZoneOffset.UTC);
        }
    }

    static class SystemSource {
        InstantSource clock() {
            return InstantSource.system();
        }
    }

    static class HiddenDelete {
        @DELETE
        void delete() {}
    }

    static class Fine {
        private final Clock clock;

        Fine(Clock clock) {
            this.clock = clock;
        }

        LocalDate today() {
            return LocalDate.now(clock);
        }

        Clock later() {
            return Clock.offset(clock, Duration.ofHours(1));
        }

        long elapsed() {
            return System.nanoTime();
        }
    }
}
