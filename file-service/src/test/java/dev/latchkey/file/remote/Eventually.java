package dev.latchkey.file.remote;

/** Waits for what comes by itself within moments, such as a circuit breaker that closes again. */
final class Eventually {

    private Eventually() {}

    static void succeeds(Runnable attempt) {
        for (int tries = 0; ; tries++) {
            try {
                attempt.run();
                return;
            } catch (RuntimeException | AssertionError e) {
                if (tries == 50) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
