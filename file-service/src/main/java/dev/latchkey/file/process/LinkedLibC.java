package dev.latchkey.file.process;

import org.graalvm.nativeimage.c.function.CFunction;

/** The C library an executable is linked with. */
final class LinkedLibC implements LibC {

    @Override
    public long calloc(long count, long size) {
        return Linked.calloc(count, size);
    }

    @Override
    public void free(long address) {
        Linked.free(address);
    }

    @Override
    public int pipe2(long descriptors, int flags) {
        return Linked.pipe2(descriptors, flags);
    }

    @Override
    public int close(int descriptor) {
        return Linked.close(descriptor);
    }

    @Override
    public int kill(int process, int signal) {
        return Linked.kill(process, signal);
    }

    @Override
    public int waitid(int kind, int process, long information, int options) {
        return Linked.waitid(kind, process, information, options);
    }

    @Override
    public int setpriority(int kind, int who, int niceness) {
        return Linked.setpriority(kind, who, niceness);
    }

    @Override
    public int prlimit(int process, int resource, long newLimit, long oldLimit) {
        return Linked.prlimit(process, resource, newLimit, oldLimit);
    }

    @Override
    public long signal(int number, long action) {
        return Linked.signal(number, action);
    }

    @Override
    public int posix_spawn_file_actions_init(long actions) {
        return Linked.posix_spawn_file_actions_init(actions);
    }

    @Override
    public int posix_spawn_file_actions_destroy(long actions) {
        return Linked.posix_spawn_file_actions_destroy(actions);
    }

    @Override
    public int posix_spawn_file_actions_addopen(long actions, int descriptor, long path, int flags, int mode) {
        return Linked.posix_spawn_file_actions_addopen(actions, descriptor, path, flags, mode);
    }

    @Override
    public int posix_spawn_file_actions_adddup2(long actions, int from, int to) {
        return Linked.posix_spawn_file_actions_adddup2(actions, from, to);
    }

    @Override
    public int posix_spawn_file_actions_addchdir_np(long actions, long path) {
        return Linked.posix_spawn_file_actions_addchdir_np(actions, path);
    }

    @Override
    public int posix_spawn_file_actions_addclosefrom_np(long actions, int first) {
        return Linked.posix_spawn_file_actions_addclosefrom_np(actions, first);
    }

    @Override
    public int posix_spawnattr_init(long attributes) {
        return Linked.posix_spawnattr_init(attributes);
    }

    @Override
    public int posix_spawnattr_setflags(long attributes, short flags) {
        return Linked.posix_spawnattr_setflags(attributes, flags);
    }

    @Override
    public int posix_spawnattr_setsigdefault(long attributes, long signals) {
        return Linked.posix_spawnattr_setsigdefault(attributes, signals);
    }

    @Override
    public int posix_spawn(long process, long path, long actions, long attributes, long arguments, long environment) {
        return Linked.posix_spawn(process, path, actions, attributes, arguments, environment);
    }

    private static final class Linked {

        @CFunction
        static native long calloc(long count, long size);

        @CFunction
        static native void free(long address);

        @CFunction
        static native int pipe2(long descriptors, int flags);

        @CFunction
        static native int close(int descriptor);

        @CFunction
        static native int kill(int process, int signal);

        @CFunction
        static native int waitid(int kind, int process, long information, int options);

        @CFunction
        static native int setpriority(int kind, int who, int niceness);

        @CFunction
        static native int prlimit(int process, int resource, long newLimit, long oldLimit);

        @CFunction
        static native long signal(int number, long action);

        @CFunction
        static native int posix_spawn_file_actions_init(long actions);

        @CFunction
        static native int posix_spawn_file_actions_destroy(long actions);

        @CFunction
        static native int posix_spawn_file_actions_addopen(
                long actions, int descriptor, long path, int flags, int mode);

        @CFunction
        static native int posix_spawn_file_actions_adddup2(long actions, int from, int to);

        @CFunction
        static native int posix_spawn_file_actions_addchdir_np(long actions, long path);

        @CFunction
        static native int posix_spawn_file_actions_addclosefrom_np(long actions, int first);

        @CFunction
        static native int posix_spawnattr_init(long attributes);

        @CFunction
        static native int posix_spawnattr_setflags(long attributes, short flags);

        @CFunction
        static native int posix_spawnattr_setsigdefault(long attributes, long signals);

        @CFunction
        static native int posix_spawn(
                long process, long path, long actions, long attributes, long arguments, long environment);
    }
}
