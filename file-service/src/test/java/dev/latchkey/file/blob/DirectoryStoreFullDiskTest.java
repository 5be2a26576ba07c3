package dev.latchkey.file.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The operating system refuses to write on, as a full disk does: here by a limit on the size of files, which needs no
 * privileges.
 */
@Timeout(60)
final class DirectoryStoreFullDiskTest {

    private static final List<String> FILES_OF_AT_MOST_HALF_A_MEGABYTE =
            List.of("sh", "-c", "ulimit -f 1024; exec \"$@\"", "sh");

    @TempDir
    Path directory;

    @Test
    void an_upload_that_does_not_fit_answers_5001_and_leaves_nothing() throws Exception {
        String told = store(2_000_000);

        assertThat(told).startsWith("UPLOAD_FAILED ").contains("blob store cannot write");
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> file.toFile().getName()))
                    .containsExactly("lock");
        }
    }

    @Test
    void one_that_fits_is_kept() throws Exception {
        assertThat(store(300_000)).startsWith("Blob[").contains("size=300000");
    }

    private String store(int size) throws Exception {
        Process child = StoringChild.start(FILES_OF_AT_MOST_HALF_A_MEGABYTE, directory, Integer.toString(size));
        try (var reader = child.inputReader()) {
            return String.valueOf(reader.readLine());
        }
    }
}
