package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which link is found again, and how many get what only some may have. */
@QuarkusTest
@Timeout(60)
class PublicLinksTest {

    private static final Visit VISIT = new Visit(Optional.empty(), Optional.empty(), "192.0.2.1");

    @Inject
    World world;

    @Inject
    PublicLinks links;

    @Inject
    Gate gate;

    @Test
    void dead_links_do_not_keep_a_protected_one_from_being_found() {
        Person owner = world.person();
        NewLink wanted = new NewLink(
                owner.id(),
                new LinkTarget.OneFile(world.song(owner).file()),
                LinkLimits.NONE.downloads(1),
                Optional.of("right"),
                false);
        PublicLink alive = links.findOrMake(wanted);
        Optional<PasswordHash> other = Optional.of(PasswordHash.of("other", new SecureRandom()));
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            PublicLink newer = links.findOrMake(
                            wanted, other, Set.of(alive.password().orElseThrow()))
                    .orElseThrow();
            links.countDownload(newer);
        }
        assertThat(links.findOrMake(wanted).id()).isEqualTo(alive.id());
    }

    @Test
    void a_visit_finds_what_was_made() {
        Person owner = world.person();
        LinkTarget target = new LinkTarget.OneFile(world.song(owner).file());
        LinkLimits all =
                new LinkLimits(Optional.of(Instant.ofEpochSecond(4_102_444_800L)), Optional.of(7L), Optional.of(8L));
        PublicLink full = links.findOrMake(new NewLink(owner.id(), target, all, Optional.of("secret"), true));
        PublicLink bare = links.findOrMake(new NewLink(owner.id(), target, LinkLimits.NONE, Optional.empty(), false));
        PublicLink folder = links.findOrMake(
                new NewLink(owner.id(), new LinkTarget.Folder(17), LinkLimits.NONE, Optional.empty(), false));

        assertThat(links.find(full.code())).contains(full);
        assertThat(links.find(full.shortCode().orElseThrow())).contains(full);
        assertThat(links.find(bare.code())).contains(bare);
        assertThat(links.find(folder.code())).contains(folder);
    }

    @Test
    void the_year_in_which_a_link_ended_may_be_any() {
        LinkLimits over = new LinkLimits(
                Optional.of(Instant.ofEpochSecond(-13_000_000_000L)), Optional.empty(), Optional.empty());
        PublicLink link = link(over);
        assertThat(links.find(link.code())).contains(link);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 31, 32, 33, 63, 119, 120, 121})
    void as_many_are_counted_at_once_as_there_are_downloads(int limit) throws Exception {
        int visitors = 120;
        PublicLink link = link(LinkLimits.NONE.downloads(limit));

        List<Boolean> counted = atOnce(visitors, () -> isCounted(link));

        int expected = Math.min(limit, visitors);
        assertThat(counted).filteredOn(Boolean::booleanValue).hasSize(expected);
        assertThat(links.find(link.code()).orElseThrow().usage().downloads()).isEqualTo(expected);
    }

    @Test
    void everybody_is_counted_where_there_is_no_limit() throws Exception {
        PublicLink link = link(LinkLimits.NONE);

        assertThat(atOnce(300, () -> isCounted(link))).containsOnly(true);

        assertThat(links.find(link.code()).orElseThrow().usage().downloads()).isEqualTo(300);
    }

    @Test
    void nobody_is_counted_on_a_dead_link_however_many_come() throws Exception {
        PublicLink link = link(LinkLimits.NONE);
        links.delete(link.owner(), link.id());

        assertThat(atOnce(50, () -> isCounted(link))).containsOnly(false);

        assertThat(links.find(link.code()).orElseThrow().usage().downloads()).isZero();
    }

    @Test
    void who_asks_after_a_change_sees_it_although_others_ask_all_the_time() throws Exception {
        PublicLink link = link(LinkLimits.NONE);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                others.execute(() -> {
                    while (!done.get()) {
                        gate.open(link.code(), VISIT);
                    }
                });
            }
            try {
                for (int limit = 1; limit <= 30; limit++) {
                    links.change(link.owner(), link.id(), TwoWritersTest.downloads(limit));
                    assertThat(gate.open(link.code(), VISIT).link().limits().maxDownloads())
                            .contains((long) limit);
                }
            } finally {
                done.set(true);
            }
        }
    }

    private PublicLink link(LinkLimits limits) {
        Person owner = world.person();
        return links.findOrMake(new NewLink(
                owner.id(), new LinkTarget.OneFile(world.song(owner).file()), limits, Optional.empty(), false));
    }

    private boolean isCounted(PublicLink link) {
        try {
            links.countDownload(link);
            return true;
        } catch (ApiException e) {
            assertThat(e.error()).isIn(ApiError.LINK_DOWNLOADS_USED_UP, ApiError.LINK_DELETED);
            return false;
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(Collections.nCopies(times, task))) {
                results.add(result.get());
            }
            return results;
        }
    }
}
