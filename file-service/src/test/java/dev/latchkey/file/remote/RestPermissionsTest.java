package dev.latchkey.file.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.file.access.Permissions;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
class RestPermissionsTest implements PermissionsContract {

    private static final AtomicLong FOLDERS = new AtomicLong(1_000_000);

    @Inject
    RestPermissions permissions;

    @Override
    public Permissions permissions() {
        TinyAuthService.PERMISSIONS.grant(READER, SHARED, GRANTED);
        return permissions;
    }

    @AfterEach
    void be_well_again() {
        TinyAuthService.mood = TinyAuthService.Mood.WELL;
        Eventually.succeeds(() -> permissions.decide(List.of(fresh())));
    }

    @Test
    void asks_as_a_service() {
        permissions.decide(List.of(fresh()));
        assertThat(TinyAuthService.cameWithServiceToken).isTrue();
    }

    @Test
    void an_answer_is_remembered_for_less_than_a_second() throws InterruptedException {
        AccessQuestion question = fresh();
        int before = TinyAuthService.ASKED.get();
        permissions.decide(List.of(question));
        permissions.decide(List.of(question));
        assertThat(TinyAuthService.ASKED.get() - before).isEqualTo(1);
        Thread.sleep(1_000);
        permissions.decide(List.of(question));
        assertThat(TinyAuthService.ASKED.get() - before).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(names = "WELL", mode = EnumSource.Mode.EXCLUDE)
    void a_neighbour_that_does_not_answer_well_is_no_yes_and_no_hang(TinyAuthService.Mood mood) {
        TinyAuthService.mood = mood;
        AccessQuestion question = fresh();
        TinyAuthService.PERMISSIONS.grant(question.account(), question.folders().getFirst(), GRANTED);
        long start = System.nanoTime();
        assertThatThrownBy(() -> permissions.decide(List.of(question)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.INTERNAL_ERROR));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void a_failure_is_not_remembered() {
        TinyAuthService.mood = TinyAuthService.Mood.BROKEN;
        AccessQuestion question = fresh();
        assertThatThrownBy(() -> permissions.decide(List.of(question))).isInstanceOf(ApiException.class);
        TinyAuthService.mood = TinyAuthService.Mood.WELL;
        Eventually.succeeds(
                () -> assertThat(permissions.decide(List.of(question))).containsExactly(Verdict.DENIED));
    }

    private static AccessQuestion fresh() {
        return new AccessQuestion(READER, Right.READ, new AccountId(1), List.of(FOLDERS.incrementAndGet()));
    }
}
