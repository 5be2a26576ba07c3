package dev.latchkey.auth.permission;

import dev.latchkey.protocol.remote.AccessQuestion;
import dev.latchkey.protocol.remote.GrantRequest;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Grants without a database. */
final class InMemoryGrants implements Grants {

    private record Key(AccountId account, long folder) {}

    private final Map<Key, Set<Right>> grants = new ConcurrentHashMap<>();

    @Override
    public List<Set<Right>> given(List<AccessQuestion> questions) {
        return questions.stream().map(this::given).toList();
    }

    private Set<Right> given(AccessQuestion question) {
        EnumSet<Right> rights = EnumSet.noneOf(Right.class);
        for (Long folder : question.folders()) {
            rights.addAll(grants.getOrDefault(new Key(question.account(), folder), Set.of()));
        }
        return rights;
    }

    @Override
    public void put(GrantRequest grant) {
        Key key = new Key(grant.account(), grant.folder());
        if (grant.rights().isEmpty()) {
            grants.remove(key);
        } else {
            grants.put(key, Set.copyOf(grant.rights()));
        }
    }
}
