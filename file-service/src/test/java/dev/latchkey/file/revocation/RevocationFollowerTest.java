package dev.latchkey.file.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.Revocation;
import dev.latchkey.protocol.remote.Revocations;
import dev.latchkey.protocol.value.LinkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RevocationFollowerTest {

    private static final int PAGE = 3;

    private final List<Revocation> happened = new ArrayList<>();
    private final List<Long> questions = new ArrayList<>();
    private boolean away;
    private final DeadLinks deadLinks = new DeadLinks(Duration.ofDays(7));
    private final RevocationFollower follower = new RevocationFollower(this::page, deadLinks);

    @Test
    void the_whole_feed_is_read_page_by_page_at_the_start() {
        for (int i = 1; i <= 7; i++) {
            revoke(i, 1);
        }

        follower.catchUp();

        assertThat(questions).containsExactly(0L, 3L, 6L, 7L);
        assertThat(deadLinks.isDead(new LinkId(7), 0)).isTrue();
        assertThat(deadLinks.isKnown()).isTrue();
    }

    @Test
    void later_only_news_is_asked_for() {
        revoke(5, 1);
        follower.catchUp();
        questions.clear();
        revoke(6, 4);

        follower.catchUp();

        assertThat(questions).containsExactly(1L, 2L);
        assertThat(deadLinks.isDead(new LinkId(6), 3)).isTrue();
    }

    @Test
    void urls_signed_for_the_new_version_live() {
        revoke(5, 3);
        follower.catchUp();

        assertThat(deadLinks.isDead(new LinkId(5), 2)).isTrue();
        assertThat(deadLinks.isDead(new LinkId(5), 3)).isFalse();
        assertThat(deadLinks.isDead(new LinkId(6), 0)).isFalse();
    }

    @Test
    void an_older_version_told_later_revives_nothing() {
        revoke(5, 3);
        revoke(5, 2);
        follower.catchUp();

        assertThat(deadLinks.isDead(new LinkId(5), 2)).isTrue();
    }

    @Test
    void while_the_feed_is_away_what_is_known_stays() {
        revoke(5, 1);
        follower.catchUp();
        away = true;
        revoke(6, 1);
        follower.catchUp();

        assertThat(deadLinks.isDead(new LinkId(5), 0)).isTrue();
        assertThat(deadLinks.isDead(new LinkId(6), 0)).isFalse();
        away = false;
        follower.catchUp();
        assertThat(deadLinks.isDead(new LinkId(6), 0)).isTrue();
    }

    @Test
    void a_feed_that_was_never_read_to_its_end_is_not_known() {
        away = true;
        follower.catchUp();

        assertThat(deadLinks.isKnown()).isFalse();
    }

    private void revoke(long link, int version) {
        happened.add(new Revocation(new LinkId(link), version));
    }

    private Revocations page(long after) {
        if (away) {
            throw new IllegalStateException("connection refused");
        }
        questions.add(after);
        int from = (int) after;
        int to = Math.min(from + PAGE, happened.size());
        return new Revocations(to, List.copyOf(happened.subList(from, to)));
    }
}
