package dev.latchkey.file.file;

import static dev.latchkey.protocol.error.ApiError.FILE_NOT_FOUND;
import static dev.latchkey.protocol.error.ApiError.REVISION_NOT_FOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.People;
import dev.latchkey.file.Person;
import dev.latchkey.file.blob.BlobReferences;
import dev.latchkey.file.folder.Trees;
import dev.latchkey.protocol.testing.MutableClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PurgeTest {

    private static final Duration FORTNIGHT = Duration.ofDays(14);
    private static final Duration KEPT = Duration.ofDays(15);

    @Inject
    People people;

    @Inject
    KeptFiles kept;

    @Inject
    KeptRepository rows;

    @Inject
    BlobReferences references;

    @Inject
    Revisions revisions;

    @Inject
    Trees trees;

    @Inject
    Clock system;

    private MutableClock clock;
    private Person anna;

    @BeforeEach
    void anna_joins() {
        clock = new MutableClock(system.instant());
        anna = people.join();
    }

    @Test
    void an_older_revision_goes_when_its_time_is_over_and_the_current_one_never() {
        long id = anna.file("/x", "first of " + anna.id());
        long first = revisions.current(id);
        String firstBlob = sha256(id);
        anna.file("/x", "second of " + anna.id());
        String secondBlob = sha256(id);

        clock.advance(FORTNIGHT);
        purge();
        anna.call("checksumfile")
                .with("fileid", id)
                .with("revisionid", first)
                .ok()
                .has("sha256", firstBlob);

        clock.advance(Duration.ofDays(2));
        purge();
        purge();
        anna.call("checksumfile").with("fileid", id).with("revisionid", first).fails(REVISION_NOT_FOUND);
        anna.call("checksumfile").with("fileid", id).ok().has("sha256", secondBlob);
        assertThat(unreferenced(firstBlob, secondBlob)).containsExactly(firstBlob);
        assertThat(used()).isEqualTo("second of ".length() + digits());
    }

    @Test
    void the_time_counts_from_when_it_was_replaced() {
        long id = anna.file("/x", "first");
        long first = revisions.current(id);
        clock.advance(KEPT.multipliedBy(3));
        purge();
        anna.file("/x", "second");

        clock.set(system.instant().plus(FORTNIGHT));
        purge();

        anna.call("stat").with("fileid", id).with("revisionid", first).ok();
    }

    @Test
    void a_deleted_file_goes_with_all_its_revisions_when_its_time_is_over() {
        long id = anna.file("/x", "first of " + anna.id());
        String firstBlob = sha256(id);
        anna.file("/x", "second of " + anna.id());
        String secondBlob = sha256(id);
        anna.call("deletefile").with("fileid", id).ok();

        clock.advance(FORTNIGHT);
        purge();
        assertThat(trash()).hasSize(1);
        assertThat(unreferenced(firstBlob, secondBlob)).isEmpty();

        clock.advance(Duration.ofDays(2));
        purge();
        assertThat(trash()).isEmpty();
        assertThat(unreferenced(firstBlob, secondBlob)).containsExactlyInAnyOrder(firstBlob, secondBlob);
        anna.call("stat").with("fileid", id).fails(FILE_NOT_FOUND);
        assertThat(anna.file("/x", "again")).isNotEqualTo(id);
        assertThat(used()).isEqualTo(5);
    }

    @Test
    void what_came_back_from_the_trash_stays() {
        long id = anna.file("/x", "first of " + anna.id());
        anna.call("deletefile").with("fileid", id).ok();
        anna.file("/x", "first of " + anna.id());
        long other = anna.file("/y", "replaced of " + anna.id());
        long replaced = revisions.current(other);
        long replacing = anna.file("/z", "replacing of " + anna.id());
        anna.call("renamefile").with("fileid", replacing).with("topath", "/y").ok();

        clock.advance(FORTNIGHT);
        purge();
        anna.call("stat").with("fileid", replacing).with("revisionid", replaced).ok();

        clock.advance(KEPT);
        purge();
        anna.call("stat").with("fileid", id).ok();
        anna.call("stat").with("fileid", replacing).ok();
        anna.call("stat").with("fileid", replacing).with("revisionid", replaced).fails(REVISION_NOT_FOUND);
    }

    @Test
    void contents_that_somebody_else_has_stay() {
        Person berta = people.join();
        String shared = "shared by " + anna.id();
        long id = anna.file("/x", shared);
        String blob = sha256(id);
        long hers = berta.file("/hers", shared);
        anna.file("/x", "other of " + anna.id());
        anna.call("deletefile").with("fileid", id).ok();

        clock.advance(KEPT.plusDays(1));
        purge();

        assertThat(unreferenced(blob)).isEmpty();
        berta.call("checksumfile").with("fileid", hers).ok().has("sha256", blob);
        assertThat(berta.file("/more", shared)).isPositive();
    }

    @Test
    void what_exceeds_the_quota_goes_at_once_the_oldest_first() {
        Person poor = people.join(100);
        String sixty = "x".repeat(59);
        long id = poor.file("/x", "1" + sixty);
        long first = revisions.current(id);
        poor.file("/x", "2" + sixty);
        long second = revisions.current(id);
        purge();
        poor.call("stat").with("fileid", id).with("revisionid", first).ok();

        poor.file("/x", "3" + sixty);
        purge();
        poor.call("stat").with("fileid", id).with("revisionid", first).fails(REVISION_NOT_FOUND);
        poor.call("stat").with("fileid", id).with("revisionid", second).ok();

        long other = poor.file("/y", "y".repeat(40));
        poor.call("deletefile").with("fileid", other).ok();
        purge();
        poor.call("stat").with("fileid", id).with("revisionid", second).ok();
        poor.call("deletefile").with("fileid", poor.file("/z", "z")).ok();
        purge();
        poor.call("stat").with("fileid", id).with("revisionid", second).fails(REVISION_NOT_FOUND);
        poor.call("stat").with("fileid", id).ok().has("metadata.size", 60);
        poor.call("listfolder").with("folderid", 0).with("showdeleted", 1).ok().has("metadata.contents.size()", 3);
    }

    @Test
    void more_than_a_batch_goes_in_one_run() {
        for (int i = 0; i < 101; i++) {
            anna.file("/x", "contents " + i);
        }
        anna.file("/x", "last");
        clock.advance(KEPT.plusDays(1));
        purge();

        Retention all = new Retention(Duration.ZERO, Duration.ZERO, 0);
        assertThat(QuarkusTransaction.requiringNew()
                        .call(() -> rows.kept(anna.id(), all, 1).soonestFirst()))
                .isEmpty();
        anna.call("stat").with("path", "/x").ok().has("metadata.size", 4);
    }

    @Test
    void only_one_replica_purges_at_a_time() {
        anna.file("/x", "first");
        anna.file("/x", "second");
        clock.advance(KEPT.plusDays(1));
        Retention retention = new Retention(KEPT, KEPT, 100);
        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(rows.isOnlyPurge()).isTrue();
            QuarkusTransaction.requiringNew()
                    .run(() -> assertThat(rows.isOnlyPurge()).isFalse());
            assertThat(kept.owners(retention, clock.instant())).contains(anna.id());
            assertThat(QuarkusTransaction.requiringNew().call(() -> kept.owners(retention, clock.instant())))
                    .isEmpty();
            assertThat(QuarkusTransaction.requiringNew().call(() -> kept.purge(anna.id(), retention, clock.instant())))
                    .isEqualTo(KeptFiles.Purged.NOTHING);
        });
        assertThat(kept.purge(anna.id(), retention, clock.instant())).isEqualTo(new KeptFiles.Purged(1, 0, false));
        assertThat(kept.purge(anna.id(), retention, clock.instant())).isEqualTo(KeptFiles.Purged.NOTHING);
    }

    private void purge() {
        new Purge(kept, new Retention(KEPT, KEPT, 100), clock).run();
    }

    private Set<String> unreferenced(String... blobs) {
        return references.unreferenced(Set.of(blobs));
    }

    private List<Object> trash() {
        return anna.call("listfolder")
                .with("folderid", 0)
                .with("showdeleted", 1)
                .ok()
                .json()
                .getList("metadata.contents");
    }

    private String sha256(long file) {
        return anna.call("checksumfile").with("fileid", file).ok().string("sha256");
    }

    private long used() {
        return trees.used(anna.caller().account());
    }

    private int digits() {
        return String.valueOf(anna.id()).length();
    }
}
