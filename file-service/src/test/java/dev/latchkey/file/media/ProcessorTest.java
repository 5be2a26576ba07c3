package dev.latchkey.file.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ProcessorTest {

    private static final String OF_2008 = "fpu sse sse2 ssse3 sse4_1 sse4_2";

    private static final String INTEL = """
            processor\t: 0
            vendor_id\t: GenuineIntel
            cpu family\t: 6
            model\t\t: %s
            model name\t: Some processor
            microcode\t: %s
            cpu MHz\t\t: %s
            flags\t\t: %s

            processor\t: 1
            vendor_id\t: GenuineIntel
            flags\t\t: none
            """;

    @Test
    void whatever_newer_instructions_there_are_the_code_is_that_for_old_ones() {
        Processor old = amd64("26", OF_2008);

        assertThat(old.kind()).isEqualTo("amd64 sse4_2");
        assertThat(old.options()).startsWith("-cpuflags").last().asString().endsWith("+sse4.2");
        assertThat(amd64("85", OF_2008 + " avx avx2 fma")).isEqualTo(old);
        assertThat(amd64("106", OF_2008 + " avx avx2 fma avx512f")).isEqualTo(old);
    }

    @Test
    void what_is_older_still_is_of_its_own_kind() {
        Processor older = amd64("23", "fpu sse sse2 ssse3 md_clear");

        assertThat(older)
                .isEqualTo(new Processor(
                        "amd64 cpu family=6 fpu model=23 sse sse2 ssse3 vendor_id=GenuineIntel", List.of()));
        assertThat(amd64("23", "fpu sse sse2 ssse3 sse4_1")).isNotEqualTo(older);
        assertThat(amd64("15", "fpu sse sse2 ssse3")).isNotEqualTo(older);
    }

    @Test
    void what_changes_with_the_kernel_or_the_hour_makes_no_other() {
        assertThat(of(INTEL.formatted("23", "0x2", "3100.5", "fpu sse sse2 ibrs_enhanced")))
                .isEqualTo(of(INTEL.formatted("23", "0x1", "2000", "fpu sse md_clear sse2")));
    }

    @Test
    void arm_tells_it_otherwise() {
        assertThat(Processor.of(
                        "aarch64",
                        Stream.of(
                                "processor\t: 0",
                                "BogoMIPS\t: 50.00",
                                "Features\t: fp asimd evtstrm sve",
                                "CPU implementer\t: 0x41",
                                "CPU architecture: 8",
                                "CPU part\t: 0xd0c")))
                .isEqualTo(new Processor(
                        "aarch64 CPU architecture=8 CPU implementer=0x41 CPU part=0xd0c asimd fp sve", List.of()));
    }

    @Test
    void this_machine_stays_what_it_is() throws Exception {
        assertThat(Processor.ofThisMachine()).isEqualTo(Processor.ofThisMachine());
        assertThat(Processor.ofThisMachine().kind()).startsWith(System.getProperty("os.arch"));
    }

    private static Processor amd64(String model, String flags) {
        return of(INTEL.formatted(model, "0x1", "2000", flags));
    }

    private static Processor of(String said) {
        return Processor.of("amd64", said.lines());
    }
}
