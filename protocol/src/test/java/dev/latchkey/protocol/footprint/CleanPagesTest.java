package dev.latchkey.protocol.footprint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CleanPagesTest {

    private static final String SMAPS = """
            00400000-00401000 r--p 00000000 fe:01 1234                               /opt/a service
            Size:                  4 kB
            Rss:                   4 kB
            Private_Dirty:         0 kB
            Anonymous:             0 kB
            VmFlags: rd mr mw me
            00401000-00501000 r-xp 00001000 fe:01 1234                               /opt/a service
            Anonymous:             0 kB
            00501000-00502000 r--p 00101000 fe:01 1234                               /opt/a service
            Anonymous:             4 kB
            00502000-00602000 rw-p 00102000 fe:01 1234                               /opt/a service
            Anonymous:             0 kB
            00602000-00603000 rw-p 00000000 00:00 0
            Anonymous:             0 kB
            7f0000000000-7f0000001000 r-xp 00000000 fe:01 99                         /lib/libc.so.6
            Anonymous:             0 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Anonymous:             0 kB
            """;

    @Test
    void only_what_is_nowhere_but_in_the_file_may_be_dropped() {
        assertThat(CleanPages.of(SMAPS.lines(), "/opt/a service"))
                .containsExactly(new CleanPages(0x400000, 0x1000), new CleanPages(0x401000, 0x100000));
        assertThat(CleanPages.of(SMAPS.lines(), "/lib/libc.so.6"))
                .containsExactly(new CleanPages(0x7f0000000000L, 0x1000));
        assertThat(CleanPages.of(SMAPS.lines(), "/opt/a")).isEmpty();
    }

    @Test
    void where_linux_does_not_say_what_was_written_to_nothing_is_dropped() {
        List<String> untold =
                SMAPS.lines().filter(line -> !line.startsWith("Anonymous")).toList();

        assertThat(CleanPages.of(untold.stream(), "/opt/a service")).isEmpty();
    }

    @Test
    void this_process_has_a_program_with_clean_pages() throws Exception {
        String program = Files.readSymbolicLink(Path.of("/proc/self/exe")).toString();

        try (Stream<String> smaps = Files.lines(Path.of("/proc/self/smaps"))) {
            assertThat(CleanPages.of(smaps, program))
                    .isNotEmpty()
                    .allSatisfy(pages -> assertThat(pages.length()).isPositive());
        }
    }
}
