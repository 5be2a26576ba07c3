package dev.latchkey.auth.permission;

import static dev.latchkey.protocol.value.Right.CREATE;
import static dev.latchkey.protocol.value.Right.DELETE;
import static dev.latchkey.protocol.value.Right.READ;
import static dev.latchkey.protocol.value.Right.SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.GrantRequest;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Grants} keeps to. */
interface GrantsContract {

    AtomicLong NUMBERS = new AtomicLong(System.nanoTime());

    Grants grants();

    private static AccountId newAccount() {
        return new AccountId(NUMBERS.incrementAndGet());
    }

    private static AccessQuestion question(AccountId account, Long... folders) {
        return new AccessQuestion(account, READ, new AccountId(1), List.of(folders));
    }

    private Set<Right> given(AccountId account, Long... folders) {
        return grants().given(List.of(question(account, folders))).getFirst();
    }

    private void put(AccountId account, long folder, Right... rights) {
        grants().put(new GrantRequest(account, folder, Set.of(rights)));
    }

    @Test
    default void nobody_was_given_anything_to_begin_with() {
        assertThat(given(newAccount(), 1L, 2L)).isEmpty();
        assertThat(given(newAccount())).isEmpty();
        assertThat(grants().given(List.of())).isEmpty();
    }

    @Test
    default void every_right_survives_being_stored() {
        AccountId ann = newAccount();
        long folder = 1;
        for (Right right : Right.values()) {
            put(ann, folder, right);
            assertThat(given(ann, folder)).containsExactly(right);
            folder++;
        }
        put(ann, 99, Right.values());
        assertThat(given(ann, 99L)).isEqualTo(EnumSet.allOf(Right.class));
    }

    @Test
    default void rights_flow_down_and_add_up() {
        AccountId ann = newAccount();
        put(ann, 1, READ);
        put(ann, 3, CREATE, DELETE);
        assertThat(given(ann, 1L)).containsExactlyInAnyOrder(READ);
        assertThat(given(ann, 2L, 1L)).containsExactlyInAnyOrder(READ);
        assertThat(given(ann, 3L, 2L, 1L)).containsExactlyInAnyOrder(READ, CREATE, DELETE);
        assertThat(given(ann, 4L, 5L)).isEmpty();
    }

    @Test
    default void rights_do_not_flow_up_or_sideways() {
        AccountId ann = newAccount();
        put(ann, 3, READ);
        assertThat(given(ann, 2L, 1L)).isEmpty();
        assertThat(given(ann, 4L, 2L, 1L)).isEmpty();
    }

    @Test
    default void a_grant_is_for_one_account() {
        AccountId ann = newAccount();
        put(ann, 1, READ);
        assertThat(given(newAccount(), 1L)).isEmpty();
    }

    @Test
    default void a_new_grant_takes_the_place_of_the_old_one() {
        AccountId ann = newAccount();
        put(ann, 1, READ, DELETE);
        put(ann, 1, SEND);
        assertThat(given(ann, 1L)).containsExactly(SEND);
    }

    @Test
    default void a_revoked_grant_no_longer_counts() {
        AccountId ann = newAccount();
        put(ann, 1, READ);
        put(ann, 2, SEND);
        put(ann, 1);
        put(ann, 1);
        assertThat(given(ann, 2L, 1L)).containsExactly(SEND);
    }

    @Test
    default void folders_named_twice_change_nothing() {
        AccountId ann = newAccount();
        put(ann, 1, READ);
        assertThat(given(ann, 1L, 1L, 1L)).containsExactly(READ);
    }

    @Test
    default void many_questions_are_answered_each_for_itself_and_in_order() {
        AccountId ann = newAccount();
        AccountId bob = newAccount();
        put(ann, 1, READ);
        put(bob, 1, SEND);
        put(bob, 2, CREATE);
        assertThat(grants().given(List.of(
                        question(bob, 2L, 1L),
                        question(ann),
                        question(ann, 2L, 1L),
                        question(bob, 1L),
                        question(bob, 3L))))
                .containsExactly(Set.of(SEND, CREATE), Set.of(), Set.of(READ), Set.of(SEND), Set.of());
    }

    @Test
    default void a_thousand_random_questions_agree_with_the_model() {
        Random random = new Random(7);
        InMemoryGrants model = new InMemoryGrants();
        List<AccountId> accounts =
                LongStream.range(0, 5).mapToObj(i -> newAccount()).toList();
        for (int i = 0; i < 60; i++) {
            Set<Right> rights = EnumSet.noneOf(Right.class);
            Arrays.stream(Right.values()).filter(right -> random.nextBoolean()).forEach(rights::add);
            GrantRequest grant = new GrantRequest(accounts.get(random.nextInt(5)), random.nextLong(20), rights);
            grants().put(grant);
            model.put(grant);
        }
        List<AccessQuestion> questions = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            List<Long> chain = random.longs(random.nextInt(12), 0, 20).boxed().toList();
            questions.add(new AccessQuestion(accounts.get(random.nextInt(5)), READ, new AccountId(1), chain));
        }
        assertThat(grants().given(questions)).isEqualTo(model.given(questions));
    }
}
