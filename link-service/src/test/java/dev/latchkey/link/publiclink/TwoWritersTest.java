package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.testing.ApiCaller.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Two changes of one link at once must both count, whichever is written last, and who is handed a link gets it as it is. */
@QuarkusTest
class TwoWritersTest {

    @Inject
    World world;

    @Inject
    LinkRepository rows;

    @Inject
    PublicLinks links;

    @Inject
    Codes codes;

    @Test
    void a_link_deleted_while_it_gets_a_short_code_stays_deleted() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner));
        QuarkusTransaction.requiringNew().run(() -> {
            LinkEntity row = rows.find("code", code).firstResult();
            LinkId id = new LinkId(row.id);
            QuarkusTransaction.requiringNew().run(() -> links.delete(owner.id(), id));
            row.shortCode = codes.shortCode().value();
        });
        call("showpublink").with("code", code).fails(LINK_DELETED);
    }

    @Test
    void a_short_code_that_is_just_being_made_is_the_one_handed_out() throws Exception {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        PublicLink link = links.findOrMake(wanted(owner, song, true));
        links.change(owner.id(), link.id(), shortCode(true, false));
        AtomicReference<PublicLink> changed = new AtomicReference<>();
        PublicLink found = whileNotYetCommitted(
                () -> changed.set(links.change(owner.id(), link.id(), shortCode(false, true))),
                () -> links.findOrMake(wanted(owner, song, true)));
        assertThat(found.id()).isEqualTo(link.id());
        assertThat(found.shortCode()).isPresent().isEqualTo(changed.get().shortCode());
        assertThat(links.find(found.code()).orElseThrow().shortCode()).isEqualTo(found.shortCode());
    }

    @Test
    void a_link_that_is_just_being_deleted_is_not_handed_out() throws Exception {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        PublicLink link = links.findOrMake(wanted(owner, song, false));
        PublicLink found = whileNotYetCommitted(
                () -> links.delete(owner.id(), link.id()), () -> links.findOrMake(wanted(owner, song, false)));
        assertThat(found.id()).isNotEqualTo(link.id());
        assertThat(links.find(found.code()).orElseThrow().deleted()).isFalse();
    }

    @Test
    void who_is_counted_while_the_limit_changes_is_held_against_the_new_one() throws Exception {
        PublicLink link = link();
        int counted = whileNotYetCommitted(
                () -> links.change(link.owner(), link.id(), downloads(3)), () -> count(link.id(), 5));
        assertThat(counted).isEqualTo(3);
        assertThat(downloadsOf(link)).isEqualTo(3);

        counted = whileNotYetCommitted(
                () -> links.change(link.owner(), link.id(), downloads(10)), () -> count(link.id(), 5));
        assertThat(counted)
                .as("used up when it was looked at, not when it was locked")
                .isIn(0, 5);
        assertThat(downloadsOf(link)).isEqualTo(3 + counted);
    }

    @Test
    void who_is_counted_while_others_are_gets_what_they_leave() throws Exception {
        PublicLink link = link();
        links.change(link.owner(), link.id(), downloads(7));
        int counted = whileNotYetCommitted(
                () -> rows.getEntityManager()
                        .createNativeQuery("UPDATE link SET downloads = downloads + 5 WHERE id = :id")
                        .setParameter("id", link.id().value())
                        .executeUpdate(),
                () -> count(link.id(), 4));
        assertThat(counted).isEqualTo(2);
        assertThat(downloadsOf(link)).isEqualTo(7);
    }

    @Test
    void nobody_is_counted_while_the_link_is_being_deleted() throws Exception {
        PublicLink link = link();
        int counted = whileNotYetCommitted(() -> links.delete(link.owner(), link.id()), () -> count(link.id(), 1));
        assertThat(counted).isZero();
        assertThat(downloadsOf(link)).isZero();
    }

    @Test
    void replicas_that_count_at_the_same_time_stay_within_the_limit() throws Exception {
        PublicLink link = link();
        links.change(link.owner(), link.id(), downloads(333));
        int counted = 0;
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> counts = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                int wanted = 1 + i % 9;
                counts.add(replicas.submit(() -> count(link.id(), wanted)));
            }
            for (Future<Integer> count : counts) {
                counted += count.get();
            }
        }
        assertThat(counted).isEqualTo(333);
        assertThat(downloadsOf(link)).isEqualTo(333);
        assertThat(count(link.id(), 1)).isZero();
    }

    private PublicLink link() {
        Person owner = world.person();
        return links.findOrMake(wanted(owner, world.song(owner), false));
    }

    private int count(LinkId link, int visitors) {
        return rows.countDownloads(link, visitors, world.clock.instant());
    }

    private long downloadsOf(PublicLink link) {
        return links.find(link.code()).orElseThrow().usage().downloads();
    }

    static LinkChange downloads(long limit) {
        return new LinkChange(
                false, false, false, Optional.empty(), Optional.of(limit), Optional.empty(), false, Optional.empty());
    }

    private static NewLink wanted(Person owner, FileHandle song, boolean withShortCode) {
        return new NewLink(
                owner.id(), new LinkTarget.OneFile(song.file()), LinkLimits.NONE, Optional.empty(), withShortCode);
    }

    private static LinkChange shortCode(boolean drop, boolean make) {
        return new LinkChange(
                drop, make, false, Optional.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** Begins the search after the change was written, and commits the change when the search waits for it or is done. */
    private <T> T whileNotYetCommitted(Runnable change, Callable<T> search) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        change.run();
                        rows.flush();
                        Future<T> searching = thread.submit(search);
                        while (!searching.isDone() && !somebodyWaits()) {
                            Thread.onSpinWait();
                        }
                        return searching;
                    })
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private boolean somebodyWaits() {
        return (Long) rows.getEntityManager()
                        .createNativeQuery("SELECT count(*) FROM pg_locks WHERE NOT granted", Long.class)
                        .getSingleResult()
                > 0;
    }
}
