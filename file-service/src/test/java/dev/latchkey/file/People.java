package dev.latchkey.file;

import dev.latchkey.file.remote.InMemoryCallers;
import dev.latchkey.file.remote.InMemoryPermissions;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.Right;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** Makes people for tests; each has a tree of their own, so tests do not see each other. */
@Singleton
public class People {

    private static final AtomicLong IDS = new AtomicLong(1_000);
    private static final long QUOTA = 1L << 30;

    private final InMemoryCallers callers;
    private final InMemoryPermissions permissions;

    People(InMemoryCallers callers, InMemoryPermissions permissions) {
        this.callers = callers;
        this.permissions = permissions;
    }

    public Person join() {
        return join(QUOTA);
    }

    /** Somebody who may store this many bytes. */
    public Person join(long quota) {
        long id = IDS.incrementAndGet();
        return change(new Person(new Caller(new AccountId(id), "p" + id + "@example.org", true, quota), "token" + id));
    }

    /** The same person with another quota. */
    public Person withQuota(Person person, long quota) {
        Caller old = person.caller();
        return change(new Person(new Caller(old.account(), old.email(), old.emailVerified(), quota), person.token()));
    }

    /** Gives somebody rights on a folder, by its real id, and all below it. */
    public void grant(Person to, long folder, Right... rights) {
        permissions.grant(to.caller().account(), folder, Set.of(rights));
    }

    private Person change(Person person) {
        callers.put(person.token(), person.caller());
        return person;
    }
}
