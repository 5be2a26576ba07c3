package dev.latchkey.auth.account;

/** What one Argon2id hash costs: KiB of memory, passes over it, and lanes. */
record Argon2Cost(int memoryKib, int iterations, int parallelism) {

    private static final int LEAST_MEMORY_KIB = 7168;
    private static final long LEAST_WORK = 19456;

    /**
     * Whether passwords may be stored at this cost: below it, a stolen table of hashes is cheap to try passwords on.
     */
    boolean isSafe() {
        return memoryKib >= LEAST_MEMORY_KIB && (long) memoryKib * iterations >= LEAST_WORK && parallelism >= 1;
    }
}
