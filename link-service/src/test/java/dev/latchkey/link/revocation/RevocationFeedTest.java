package dev.latchkey.link.revocation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.link.World;
import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RevocationFeedTest {

    private static final class GaveUp extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Inject
    World world;

    @Inject
    RevocationFeed feed;

    @Test
    void tells_what_came_after_in_the_order_it_came() {
        long before = end();
        Revocation first = revoke(11, 2);
        Revocation second = revoke(12, 5);
        assertThat(feed.after(before).revocations()).containsExactly(first, second);
        long last = feed.after(before).last();
        assertThat(feed.after(last)).isEqualTo(new Revocations(last, List.of()));
    }

    @Test
    void comes_in_pages() {
        long before = end();
        QuarkusTransaction.requiringNew().run(() -> {
            for (int i = 0; i < RevocationFeed.PAGE + 3; i++) {
                feed.append(new Revocation(new LinkId(1_000 + i), 2));
            }
        });
        Revocations page = feed.after(before);
        assertThat(page.revocations()).hasSize(RevocationFeed.PAGE);
        assertThat(feed.after(page.last()).revocations())
                .extracting(revocation -> revocation.link().value())
                .containsExactly(
                        1_000L + RevocationFeed.PAGE, 1_001L + RevocationFeed.PAGE, 1_002L + RevocationFeed.PAGE);
    }

    @Test
    void a_revocation_is_not_seen_before_the_ones_that_got_smaller_numbers() throws Exception {
        long before = end();
        CountDownLatch firstAdded = new CountDownLatch(1);
        CountDownLatch firstMayCommit = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> slow =
                    threads.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
                        feed.append(new Revocation(new LinkId(21), 2));
                        firstAdded.countDown();
                        await(firstMayCommit);
                    }));
            firstAdded.await(10, TimeUnit.SECONDS);
            Future<?> quick = threads.submit(() -> revoke(22, 2));
            assertThatThrownBy(() -> quick.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(feed.after(before).revocations()).isEmpty();
            firstMayCommit.countDown();
            slow.get(10, TimeUnit.SECONDS);
            quick.get(10, TimeUnit.SECONDS);
        }
        assertThat(feed.after(before).revocations())
                .extracting(revocation -> revocation.link().value())
                .containsExactly(21L, 22L);
    }

    @Test
    void a_follower_misses_nothing_while_many_write_and_some_give_up() throws Exception {
        long start = end();
        int writers = 8;
        int each = 25;
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                int number = writer;
                writing.add(threads.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        write(5_000 + number * each + i, i % 5 == 0);
                    }
                }));
            }
            long last = start;
            while (!writing.stream().allMatch(Future::isDone)) {
                last = follow(last, seen);
            }
            for (Future<?> done : writing) {
                done.get();
            }
            follow(last, seen);
        }
        assertThat(seen).hasSize(writers * each * 4 / 5).doesNotHaveDuplicates();
    }

    @Test
    void a_follower_ahead_of_a_feed_that_was_set_back_starts_over() {
        Revocation any = revoke(31, 2);
        assertThat(feed.after(Long.MAX_VALUE).revocations()).isNotEmpty();
        assertThat(feed.after(end() + 1).last()).isPositive().isLessThanOrEqualTo(end());
        assertThat(any.version()).isEqualTo(2);
    }

    @Test
    void rows_go_when_no_url_can_be_left_and_not_before() {
        long before = end();
        Revocation revocation = revoke(41, 2);
        world.clock.advance(Duration.ofHours(5));
        feed.prune();
        assertThat(feed.after(before).revocations()).containsExactly(revocation);
        world.clock.advance(Duration.ofHours(2));
        feed.prune();
        assertThat(feed.after(before).revocations()).isEmpty();
        Revocation next = revoke(42, 2);
        assertThat(feed.after(before).revocations()).containsExactly(next);
    }

    @Test
    void is_told_to_other_services_only() {
        long before = end();
        revoke(51, 7);
        given().get("/internal/revocations?after=" + before).then().statusCode(401);
        given().header("Authorization", "Bearer " + world.person().token())
                .get("/internal/revocations?after=" + before)
                .then()
                .statusCode(401);
        Response reply =
                given().header("Authorization", world.asService()).get("/internal/revocations?after=" + before);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.asString())
                .isEqualTo("{\"last\":" + end() + ",\"revocations\":[{\"link\":51,\"version\":7}]}");
        given().header("Authorization", world.asService())
                .get("/internal/revocations?after=x")
                .then()
                .statusCode(400);
    }

    private Revocation revoke(long link, int version) {
        Revocation revocation = new Revocation(new LinkId(link), version);
        QuarkusTransaction.requiringNew().run(() -> feed.append(revocation));
        return revocation;
    }

    private void write(long link, boolean giveUp) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                feed.append(new Revocation(new LinkId(link), 2));
                if (ThreadLocalRandom.current().nextBoolean()) {
                    Thread.yield();
                }
                if (giveUp) {
                    throw new GaveUp();
                }
            });
        } catch (GaveUp e) {
            assertThat(giveUp).isTrue();
        }
    }

    private long follow(long after, List<Long> seen) {
        Revocations page = feed.after(after);
        page.revocations().forEach(revocation -> seen.add(revocation.link().value()));
        return page.last();
    }

    private long end() {
        long last = 0;
        while (feed.after(last).last() > last) {
            last = feed.after(last).last();
        }
        return last;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
