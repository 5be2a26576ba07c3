package measure;

import dev.latchkey.local.demo.Reply;
import java.util.Set;
import java.util.function.Supplier;

/** A service that has just been started may be too slow for its neighbours at first. */
public final class Patience {

    private static final Set<Integer> BUSY = Set.of(5000, 5002);
    private static final int TRIES = 30;

    private Patience() {}

    /** Calls again, once a second, until there is an answer other than that somebody is busy. */
    public static Reply with(Supplier<Reply> call) {
        Reply reply = call.get();
        for (int tries = 1; tries < TRIES && BUSY.contains(reply.result()); tries++) {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            reply = call.get();
        }
        return reply;
    }
}
