package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.link.limit.LinkLimits;
import dev.latchkey.link.limit.Usage;
import dev.latchkey.link.remote.Files;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.FileQuestion;
import dev.latchkey.protocol.remote.FileReply;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import dev.latchkey.protocol.value.LinkId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViewsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final FileReply GONE = new FileReply(Optional.empty(), Optional.of(ApiError.FILE_NOT_FOUND.code()));
    private static final Optional<FileId> NONE_NAMED = Optional.empty();
    private static final FileId SONG = new FileId(7);
    private static final FileId OTHER = new FileId(8);

    private final Map<LinkCode, PublicLink> links = new ConcurrentHashMap<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final Queue<FileQuestion> questions = new ConcurrentLinkedQueue<>();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicBoolean away = new AtomicBoolean();
    private final Views views = new Views(
            this::look,
            _ -> Optional.empty(),
            new LateFiles(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            Duration.ofMinutes(1));

    /** Every file is gone, which takes some time to find out. */
    private final class LateFiles implements Files {
        @Override
        public List<FileReply> find(List<FileQuestion> asked) {
            questions.addAll(asked);
            try {
                answers.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            ApiError.NO_SERVER_AVAILABLE.when(away.get());
            return asked.stream().map(_ -> GONE).toList();
        }
    }

    private Optional<PublicLink> look(LinkCode code) {
        looks.incrementAndGet();
        return Optional.ofNullable(links.get(code));
    }

    @Test
    void whoever_comes_meanwhile_shares_the_next_look_at_link_and_file() throws Exception {
        LinkCode code = link(new LinkTarget.OneFile(SONG), LinkLimits.NONE, Optional.empty(), false);
        List<Future<Views.View>> visitors = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            visitors.add(threads.submit(() -> views.find(code, NONE_NAMED)));
            while (questions.isEmpty()) {
                Thread.onSpinWait();
            }
            for (int i = 1; i <= 20; i++) {
                visitors.add(threads.submit(() -> views.find(code, NONE_NAMED)));
                while (views.waiting(code, NONE_NAMED) < i) {
                    Thread.onSpinWait();
                }
            }
            answers.countDown();
            for (Future<Views.View> visitor : visitors) {
                assertThat(visitor.get().link().code()).isEqualTo(code);
                assertThat(visitor.get().file()).contains(GONE);
            }
        }
        assertThat(looks).hasValue(2);
        assertThat(questions).hasSize(2);
    }

    @Test
    void nobody_asks_for_the_file_of_those_who_may_not_have_it() {
        Optional<PasswordHash> password = Optional.of(PasswordHash.of("secret", new SecureRandom()));
        LinkTarget song = new LinkTarget.OneFile(SONG);

        assertThat(views.find(link(song, LinkLimits.NONE, password, false), NONE_NAMED)
                        .file())
                .isEmpty();
        assertThat(views.find(link(song, LinkLimits.NONE, Optional.empty(), true), NONE_NAMED)
                        .file())
                .isEmpty();
        assertThat(views.find(
                                link(song, LinkLimits.NONE.expiring(Optional.of(NOW)), Optional.empty(), false),
                                NONE_NAMED)
                        .file())
                .isEmpty();
        assertThat(questions).isEmpty();
    }

    @Test
    void asks_for_the_file_that_the_link_leads_to_and_the_visitor_wants() {
        answers.countDown();
        LinkCode song = link(new LinkTarget.OneFile(SONG), LinkLimits.NONE, Optional.empty(), false);
        LinkCode album = link(new LinkTarget.Folder(5), LinkLimits.NONE, Optional.empty(), false);

        assertThat(views.find(song, Optional.of(SONG)).file()).contains(GONE);
        assertThat(views.find(song, Optional.of(OTHER)).file()).isEmpty();
        assertThat(views.find(album, NONE_NAMED).file()).isEmpty();
        assertThat(views.find(album, Optional.of(OTHER)).file()).contains(GONE);

        assertThat(questions).extracting(FileQuestion::file).containsExactly(Optional.of(SONG), Optional.of(OTHER));
    }

    @Test
    void whoever_has_to_know_the_file_is_refused_while_nobody_can_tell() {
        answers.countDown();
        away.set(true);
        LinkCode song = link(new LinkTarget.OneFile(SONG), LinkLimits.NONE, Optional.empty(), false);
        LinkCode deleted = link(new LinkTarget.OneFile(SONG), LinkLimits.NONE, Optional.empty(), true);

        assertThatThrownBy(() -> views.find(song, NONE_NAMED))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
        assertThat(views.find(deleted, NONE_NAMED).link().deleted()).isTrue();

        away.set(false);
        assertThat(views.find(song, NONE_NAMED).file()).contains(GONE);
    }

    @Test
    void refuses_who_comes_to_a_link_that_never_was() {
        LinkCode never = new LinkCode("Zcode99999999999999999");
        assertThatThrownBy(() -> views.find(never, NONE_NAMED))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INVALID_LINK_CODE));
    }

    private LinkCode link(LinkTarget target, LinkLimits limits, Optional<PasswordHash> password, boolean deleted) {
        LinkCode code = new LinkCode("Zcode%017d".formatted(links.size()));
        links.put(
                code,
                new PublicLink(
                        new LinkId(links.size() + 1),
                        new AccountId(1),
                        target,
                        code,
                        Optional.empty(),
                        Optional.empty(),
                        limits,
                        password,
                        Usage.NONE,
                        1,
                        NOW,
                        NOW,
                        deleted));
        return code;
    }
}
