package dev.latchkey.file.remote;

import dev.latchkey.file.access.Permissions;
import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.Verdict;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import io.quarkus.test.Mock;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Permissions} from grants in memory; keeps to {@link PermissionsContract}. */
@Mock
@Singleton
public final class InMemoryPermissions implements Permissions {

    private record Place(AccountId account, long folder) {}

    private final Map<Place, Set<Right>> grants = new ConcurrentHashMap<>();

    public void grant(AccountId account, long folder, Set<Right> rights) {
        grants.put(new Place(account, folder), rights);
    }

    @Override
    public List<Verdict> decide(List<AccessQuestion> questions) {
        return questions.stream().map(this::decide).toList();
    }

    private Verdict decide(AccessQuestion question) {
        boolean granted = question.owner().equals(question.account())
                || question.folders().stream()
                        .map(folder -> grants.getOrDefault(new Place(question.account(), folder), Set.of()))
                        .anyMatch(rights -> rights.contains(question.right()));
        return granted ? Verdict.ALLOWED : Verdict.DENIED;
    }
}
