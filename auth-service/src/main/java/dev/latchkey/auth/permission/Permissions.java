package dev.latchkey.auth.permission;

import dev.latchkey.auth.account.Accounts;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Decides who may do what. */
@Singleton
public final class Permissions {

    private final Accounts accounts;
    private final Grants grants;

    Permissions(Accounts accounts, Grants grants) {
        this.accounts = accounts;
        this.grants = grants;
    }

    /**
     * One decision per question, in their order. Two queries, however many questions: who the accounts are, and what
     * they were given.
     */
    public List<Decision> decide(List<AccessQuestion> questions) {
        if (questions.isEmpty()) {
            return List.of();
        }
        Map<AccountId, Boolean> standing = accounts.standing(
                questions.stream().map(AccessQuestion::account).collect(Collectors.toSet()));
        List<Set<Right>> given = grants.given(questions);
        return IntStream.range(0, questions.size())
                .mapToObj(number -> {
                    AccessQuestion question = questions.get(number);
                    return decide(question, Optional.ofNullable(standing.get(question.account())), given.get(number));
                })
                .toList();
    }

    /**
     * The decision itself.
     *
     * @param active whether the account is; absent if there is none
     * @param given the rights the account was given on the question's folders
     */
    static Decision decide(AccessQuestion question, Optional<Boolean> active, Set<Right> given) {
        if (active.isEmpty()) {
            return new Decision.UnknownAccount();
        }
        if (!active.get()) {
            return new Decision.Denied("account " + question.account() + " is closed");
        }
        if (question.account().equals(question.owner()) || given.contains(question.right())) {
            return new Decision.Allowed();
        }
        return new Decision.Denied("account " + question.account() + " was not given " + question.right());
    }
}
