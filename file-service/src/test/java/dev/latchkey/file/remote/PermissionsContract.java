package dev.latchkey.file.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.file.access.Permissions;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link Permissions} owes. Given: account 2 may read folder 20 of account 1, whose root is 10. */
interface PermissionsContract {

    AccountId OWNER = new AccountId(1);
    AccountId READER = new AccountId(2);
    AccountId STRANGER = new AccountId(3);
    Set<Right> GRANTED = Set.of(Right.READ);
    long ROOT = 10;
    long SHARED = 20;

    Permissions permissions();

    @Test
    default void a_grant_allows_what_it_grants_and_nothing_else() {
        assertThat(permissions().decide(List.of(in(READER, Right.READ, SHARED), in(READER, Right.DELETE, SHARED))))
                .containsExactly(Verdict.ALLOWED, Verdict.DENIED);
    }

    @Test
    default void a_grant_reaches_down_the_tree_and_not_up() {
        var below = new AccessQuestion(READER, Right.READ, OWNER, List.of(ROOT, SHARED, 30L));
        var above = new AccessQuestion(READER, Right.READ, OWNER, List.of(ROOT));
        assertThat(permissions().decide(List.of(below, above))).containsExactly(Verdict.ALLOWED, Verdict.DENIED);
    }

    @Test
    default void answers_come_in_the_order_of_the_questions_even_if_some_are_asked_twice() {
        var yes = in(READER, Right.READ, SHARED);
        var no = in(STRANGER, Right.READ, SHARED);
        assertThat(permissions().decide(List.of(no, yes, no, yes)))
                .containsExactly(Verdict.DENIED, Verdict.ALLOWED, Verdict.DENIED, Verdict.ALLOWED);
    }

    @Test
    default void no_question_is_no_answer() {
        assertThat(permissions().decide(List.of())).isEmpty();
    }

    private static AccessQuestion in(AccountId account, Right right, long folder) {
        return new AccessQuestion(account, right, OWNER, List.of(ROOT, folder));
    }
}
