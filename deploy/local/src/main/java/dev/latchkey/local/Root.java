package dev.latchkey.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The project's folder. */
final class Root {

    private Root() {}

    /** What the script says, else the first folder from the working folder upwards that looks like it. */
    static Path find() {
        String told = System.getProperty("latchkey.root");
        if (told != null) {
            return Path.of(told);
        }
        Path working = Path.of("").toAbsolutePath();
        for (Path folder = working; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("file-service"))) {
                return folder;
            }
        }
        return working;
    }
}
