package dev.latchkey.file.process;

/**
 * What is asked of the C library of Linux on 64 bits. Names, arguments and what comes back are those of its manual pages;
 * addresses are numbers, and {@code errno} is lost.
 */
interface LibC {

    long calloc(long count, long size);

    void free(long address);

    int pipe2(long descriptors, int flags);

    int close(int descriptor);

    int kill(int process, int signal);

    int waitid(int kind, int process, long information, int options);

    int setpriority(int kind, int who, int niceness);

    int prlimit(int process, int resource, long newLimit, long oldLimit);

    long signal(int number, long action);

    int posix_spawn_file_actions_init(long actions);

    int posix_spawn_file_actions_destroy(long actions);

    int posix_spawn_file_actions_addopen(long actions, int descriptor, long path, int flags, int mode);

    int posix_spawn_file_actions_adddup2(long actions, int from, int to);

    int posix_spawn_file_actions_addchdir_np(long actions, long path);

    int posix_spawn_file_actions_addclosefrom_np(long actions, int first);

    int posix_spawnattr_init(long attributes);

    int posix_spawnattr_setflags(long attributes, short flags);

    int posix_spawnattr_setsigdefault(long attributes, long signals);

    int posix_spawn(long process, long path, long actions, long attributes, long arguments, long environment);
}
