package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request opens in a service, a file or a socket, is closed with it. */
@WholeSystem
@EnabledOnOs(OS.LINUX)
class OpenFilesTest {

    private static final int CALLS = 200;

    /** Connections that are kept for the next request. */
    private static final int KEPT = 100;

    private final Latchkey latchkey;

    OpenFilesTest(Latchkey latchkey) {
        this.latchkey = latchkey;
    }

    @ParameterizedTest
    @CsvSource({"AUTH, userinfo", "FILE, listfolder", "LINK, listpublinks"})
    void calls_leave_nothing_open(Service service, String method) throws IOException {
        Api api = latchkey.newPerson().api();
        Path open = Path.of("/proc", Long.toString(latchkey.stack().pid(service)), "fd");
        int before = count(open);

        for (int call = 0; call < CALLS; call++) {
            api.call(method, "folderid", 0).ok();
        }

        assertThat(count(open) - before).isLessThan(KEPT);
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return Math.toIntExact(files.count());
        }
    }
}
