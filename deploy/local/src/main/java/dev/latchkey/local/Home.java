package dev.latchkey.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The state folder: everything that the stack keeps lies in here, readable by its owner only. */
record Home(Path folder) {

    /** A first start unpacks PostgreSQL and makes a cluster; below this it would fail half-way. */
    private static final long NEEDED_BYTES = 400L << 20;

    /**
     * Makes the folder, or takes the one that is there.
     *
     * @throws CannotStart it cannot be written, or its disk is full
     */
    static Home open(Path folder) {
        try {
            PrivateFiles.folder(folder);
            Home home = new Home(folder.toRealPath());
            PrivateFiles.folder(home.logs());
            PrivateFiles.folder(home.secrets());
            PrivateFiles.folder(home.temporary());
            PrivateFiles.folder(home.blobs());
            PrivateFiles.folder(home.media());
            long free = Files.getFileStore(home.folder).getUsableSpace();
            if (free < NEEDED_BYTES) {
                throw new CannotStart(
                        "The disk of %s is full: %d MB free, %d MB needed. Free some, or choose another folder with --home DIR."
                                .formatted(folder, free >> 20, NEEDED_BYTES >> 20));
            }
            return home;
        } catch (IOException | UnsupportedOperationException e) {
            throw new CannotStart(
                    "Cannot write to the state folder " + folder + " (" + Failures.reason(e)
                            + "). Choose another one with --home DIR.",
                    e);
        }
    }

    Path lock() {
        return folder.resolve("lock");
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path secrets() {
        return folder.resolve("secrets");
    }

    Path tls() {
        return folder.resolve("tls");
    }

    Path postgres() {
        return folder.resolve("postgres");
    }

    Path blobs() {
        return folder.resolve("blobs");
    }

    /** Finished transcodes: can be made again, so deleting them loses nothing. */
    Path media() {
        return folder.resolve("media");
    }

    Path programs() {
        return folder.resolve("bin");
    }

    Path temporary() {
        return folder.resolve("tmp");
    }

    Path demoAccount() {
        return folder.resolve("demo-account.json");
    }
}
