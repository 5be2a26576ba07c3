package dev.latchkey.auth.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionsTest {

    private static final AccountId ANN = new AccountId(1);
    private static final AccountId BOB = new AccountId(2);
    private static final Optional<Boolean> ACTIVE = Optional.of(true);

    private static AccessQuestion mayBob(Right right) {
        return new AccessQuestion(BOB, right, ANN, List.of(5L, 4L));
    }

    @ParameterizedTest
    @EnumSource
    void the_owner_may_everything(Right right) {
        AccessQuestion question = new AccessQuestion(ANN, right, ANN, List.of());
        assertThat(Permissions.decide(question, ACTIVE, Set.of())).isEqualTo(new Decision.Allowed());
    }

    @ParameterizedTest
    @EnumSource
    void others_may_what_they_were_given_and_nothing_else(Right right) {
        assertThat(Permissions.decide(mayBob(right), ACTIVE, EnumSet.of(right))).isEqualTo(new Decision.Allowed());
        assertThat(Permissions.decide(mayBob(right), ACTIVE, EnumSet.complementOf(EnumSet.of(right))))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.why()).contains("not given"));
    }

    @ParameterizedTest
    @EnumSource
    void a_closed_account_may_nothing_not_even_its_own(Right right) {
        AccessQuestion own = new AccessQuestion(ANN, right, ANN, List.of());
        assertThat(Permissions.decide(own, Optional.of(false), EnumSet.allOf(Right.class)))
                .isInstanceOfSatisfying(
                        Decision.Denied.class,
                        denied -> assertThat(denied.why()).contains("closed"));
    }

    @Test
    void an_account_that_is_none_is_told_apart() {
        assertThat(Permissions.decide(mayBob(Right.READ), Optional.empty(), EnumSet.allOf(Right.class)))
                .isEqualTo(new Decision.UnknownAccount());
    }

    @Test
    void rights_are_stored_as_published() {
        assertThat(RightBits.of(Set.of(Right.READ))).isEqualTo(1);
        assertThat(RightBits.of(Set.of(Right.CREATE))).isEqualTo(2);
        assertThat(RightBits.of(Set.of(Right.MODIFY))).isEqualTo(4);
        assertThat(RightBits.of(Set.of(Right.DELETE))).isEqualTo(8);
        assertThat(RightBits.of(Set.of(Right.SEND))).isEqualTo(16);
        for (int bits = 0; bits < 32; bits++) {
            assertThat(RightBits.of(RightBits.read(bits))).isEqualTo(bits);
        }
    }
}
