package dev.latchkey.link.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What every {@link Permissions} does. */
interface PermissionsContract {

    AtomicLong IDS = new AtomicLong(100);

    Permissions permissions();

    /** auth-service's accounts and grants. */
    InMemoryPermissions grants();

    /** Makes nobody answer. */
    void goAway();

    @Test
    default void answers_each_question_in_order() {
        AccountId owner = account();
        AccountId friend = account();
        AccountId closed = new AccountId(IDS.incrementAndGet());
        grants().grant(friend, Right.SEND, 7);
        assertThat(permissions()
                        .decide(List.of(
                                ask(friend, Right.SEND, owner),
                                ask(friend, Right.READ, owner),
                                ask(closed, Right.SEND, owner),
                                ask(owner, Right.DELETE, owner),
                                ask(friend, Right.SEND, owner))))
                .containsExactly(
                        Verdict.ALLOWED, Verdict.DENIED, Verdict.UNKNOWN_ACCOUNT, Verdict.ALLOWED, Verdict.ALLOWED);
    }

    @Test
    default void nobody_there_is_no_answer() {
        AccountId owner = account();
        goAway();
        assertNoAnswer(ask(owner, Right.SEND, owner));
    }

    default AccountId account() {
        AccountId account = new AccountId(IDS.incrementAndGet());
        grants().open(account);
        return account;
    }

    default void assertNoAnswer(AccessQuestion question) {
        assertThatThrownBy(() -> permissions().decide(question))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.error()).isEqualTo(ApiError.NO_SERVER_AVAILABLE));
    }

    static AccessQuestion ask(AccountId account, Right right, AccountId owner) {
        return new AccessQuestion(account, right, owner, List.of(8L, 7L));
    }
}
