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
        assertThat(links.find(found.code()).shortCode()).isEqualTo(found.shortCode());
    }

    @Test
    void a_link_that_is_just_being_deleted_is_not_handed_out() throws Exception {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        PublicLink link = links.findOrMake(wanted(owner, song, false));
        PublicLink found = whileNotYetCommitted(
                () -> links.delete(owner.id(), link.id()), () -> links.findOrMake(wanted(owner, song, false)));
        assertThat(found.id()).isNotEqualTo(link.id());
        assertThat(links.find(found.code()).deleted()).isFalse();
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
    private PublicLink whileNotYetCommitted(Runnable change, Callable<PublicLink> search) throws Exception {
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        change.run();
                        rows.flush();
                        Future<PublicLink> searching = thread.submit(search);
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
