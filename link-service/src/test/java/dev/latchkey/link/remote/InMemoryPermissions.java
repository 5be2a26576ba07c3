package dev.latchkey.link.remote;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** auth-service's decisions: owners may everything, others what they were granted on a folder or one above it. */
@Alternative
@Priority(1)
@Singleton
public final class InMemoryPermissions implements Permissions {

    private record Grant(AccountId account, Right right, long folder) {}

    private final Set<AccountId> accounts = ConcurrentHashMap.newKeySet();
    private final Set<Grant> grants = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    public void open(AccountId account) {
        accounts.add(account);
    }

    public void close(AccountId account) {
        accounts.remove(account);
    }

    public void grant(AccountId account, Right right, long folder) {
        grants.add(new Grant(account, right, folder));
    }

    public void revoke(AccountId account, Right right, long folder) {
        grants.remove(new Grant(account, right, folder));
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public List<Verdict> decide(List<AccessQuestion> questions) {
        if (away) {
            throw ApiError.NO_SERVER_AVAILABLE.exception();
        }
        return questions.stream().map(this::decide1).toList();
    }

    private Verdict decide1(AccessQuestion question) {
        if (!accounts.contains(question.account())) {
            return Verdict.UNKNOWN_ACCOUNT;
        }
        boolean allowed = question.account().equals(question.owner())
                || question.folders().stream()
                        .anyMatch(folder -> grants.contains(new Grant(question.account(), question.right(), folder)));
        return allowed ? Verdict.ALLOWED : Verdict.DENIED;
    }
}
