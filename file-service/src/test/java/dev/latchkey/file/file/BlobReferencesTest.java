package dev.latchkey.file.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.blob.BlobReferences;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A blob that anything could still need is never unreferenced. */
@QuarkusTest
class BlobReferencesTest {

    private static final String UNKNOWN = "0".repeat(64);

    @Inject
    People people;

    @Inject
    BlobReferences references;

    @Test
    void current_older_and_deleted_contents_are_referenced() {
        Person anna = people.join();
        long id = anna.file("/x", "first of " + anna.id());
        String first = sha256(anna, id);
        anna.file("/x", "second of " + anna.id());
        String second = sha256(anna, id);
        anna.file("/y", "third of " + anna.id());
        String third = sha256(anna, anna.call("stat").with("path", "/y").ok().number("metadata.fileid"));
        assertThat(references.unreferenced(Set.of(first, second, third, UNKNOWN)))
                .containsExactly(UNKNOWN);
        anna.call("deletefile").with("fileid", id).ok();
        anna.call("renamefile").with("path", "/y").with("toname", "x").ok();
        assertThat(references.unreferenced(Set.of(first, second, third, UNKNOWN)))
                .containsExactly(UNKNOWN);
        assertThat(references.unreferenced(Set.of())).isEmpty();
    }

    private static String sha256(Person person, long file) {
        return person.call("checksumfile").with("fileid", file).ok().string("sha256");
    }
}
