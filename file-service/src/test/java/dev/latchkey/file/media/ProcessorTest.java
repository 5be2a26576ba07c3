package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProcessorTest {

    private static final String INTEL = """
            processor\t: 0
            vendor_id\t: GenuineIntel
            cpu family\t: 6
            model\t\t: 106
            model name\t: Some processor
            microcode\t: %s
            cpu MHz\t\t: %s
            flags\t\t: fpu sse2 avx2 %s fma ssse3

            processor\t: 1
            vendor_id\t: GenuineIntel
            flags\t\t: %s
            """;

    @Test
    void what_decides_which_code_runs_is_told() {
        assertThat(Processor.of(lines("0x1", "2000", "md_clear", "none")))
                .isEqualTo("avx2 cpu family=6 fma fpu model=106 sse2 ssse3 vendor_id=GenuineIntel");
    }

    @Test
    void what_changes_with_the_kernel_or_the_hour_is_not() {
        assertThat(Processor.of(lines("0x2", "3100.5", "ibrs_enhanced flush_l1d", "other")))
                .isEqualTo(Processor.of(lines("0x1", "2000", "md_clear", "none")));
    }

    @Test
    void one_more_instruction_makes_another_processor() {
        assertThat(Processor.of(lines("0x1", "2000", "avx512f", "none")))
                .isNotEqualTo(Processor.of(lines("0x1", "2000", "md_clear", "none")));
    }

    @Test
    void arm_tells_it_otherwise() {
        assertThat(Processor.of(Stream.of(
                        "processor\t: 0",
                        "BogoMIPS\t: 50.00",
                        "Features\t: fp asimd evtstrm sve",
                        "CPU implementer\t: 0x41",
                        "CPU architecture: 8",
                        "CPU part\t: 0xd0c")))
                .isEqualTo("CPU architecture=8 CPU implementer=0x41 CPU part=0xd0c asimd fp sve");
    }

    @Test
    void this_machine_stays_what_it_is() throws Exception {
        assertThat(Processor.ofThisMachine())
                .startsWith(System.getProperty("os.arch"))
                .isEqualTo(Processor.ofThisMachine());
    }

    private static Stream<String> lines(String microcode, String clock, String flag, String other) {
        return INTEL.formatted(microcode, clock, flag, other).lines();
    }
}
