package measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs of the machine that a bench needs. */
public final class Programs {

    /** Debian asks it whether a package may start its daemon; 101 is no. */
    private static final Path POLICY = Path.of("/usr/sbin/policy-rc.d");

    private static final String NO_STARTS = "#!/bin/sh\nexit 101\n";

    /** Debian's stand-in for programs of PostgreSQL: it is there even if they are not. */
    private static final String STAND_IN = "pg_wrapper";

    private Programs() {}

    /** Where the program is: installed from the distribution's package if it is missing and we may. */
    public static String need(String program, String packageName) {
        Optional<String> found = find(program);
        if (found.isEmpty() && "root".equals(System.getProperty("user.name")) && find("apt-get").isPresent()) {
            install(packageName);
            found = find(program);
        }
        return found.orElseThrow(
                () -> new IllegalStateException(program + " is missing: install the package " + packageName));
    }

    /** Where the program is, also where only root looks, and where Debian keeps those of PostgreSQL. */
    public static Optional<String> find(String program) {
        List<Path> folders = new ArrayList<>();
        for (String folder : (System.getenv("PATH") + ":/usr/sbin:/sbin").split(":")) {
            folders.add(Path.of(folder));
        }
        folders.addAll(versionsOfPostgres());
        return folders.stream()
                .map(folder -> folder.resolve(program))
                .filter(Files::isExecutable)
                .filter(file -> !isStandIn(file))
                .map(Path::toString)
                .findFirst();
    }

    private static List<Path> versionsOfPostgres() {
        List<Path> folders = new ArrayList<>();
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(versions)) {
                all.forEach(version -> folders.add(version.resolve("bin")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return folders;
    }

    private static boolean isStandIn(Path file) {
        try {
            return file.toRealPath().endsWith(STAND_IN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Installs and starts nothing: a package of a server would have it listen to everybody. */
    private static void install(String packageName) {
        boolean isOurs = forbidStarts();
        Thread allow = new Thread(Programs::allowStarts);
        if (isOurs) {
            Runtime.getRuntime().addShutdownHook(allow);
        }
        try {
            Processes.run("apt-get", "update", "-qq");
            Processes.run("env", "RUNLEVEL=1", "DEBIAN_FRONTEND=noninteractive", "apt-get", "install", "-y", "-qq",
                    "--no-install-recommends", packageName);
        } finally {
            if (isOurs) {
                allowStarts();
                Runtime.getRuntime().removeShutdownHook(allow);
            }
        }
    }

    /** Whether it was for us to do; somebody else's word on it stays as it is. */
    private static boolean forbidStarts() {
        try {
            Files.createFile(POLICY);
            Files.writeString(POLICY, NO_STARTS);
            Files.setPosixFilePermissions(POLICY, PosixFilePermissions.fromString("rwxr-xr-x"));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void allowStarts() {
        try {
            Files.deleteIfExists(POLICY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
