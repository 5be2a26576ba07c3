package dev.latchkey.file.remote;

import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.rpc.Callers;
import dev.latchkey.protocol.value.AccountId;

class InMemoryCallersTest implements CallersContract {

    @Override
    public Callers callers() {
        InMemoryCallers callers = new InMemoryCallers();
        callers.put("account-7", new Caller(new AccountId(7), "a7@example.org", true, 4_096));
        return callers;
    }
}
