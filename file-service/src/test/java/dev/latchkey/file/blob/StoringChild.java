package dev.latchkey.file.blob;

import dev.latchkey.protocol.error.ApiException;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program that stores blobs and says which ones it has: {@code <directory> for-ever} until it is killed, {@code
 * <directory> <size>} one of that size, whose failure it tells.
 */
final class StoringChild {

    private static final int LARGEST = 3_000_000;

    private StoringChild() {}

    public static void main(String[] arguments) throws Exception {
        DirectoryStore store = new DirectoryStore(Path.of(arguments[0]), Clock.systemUTC());
        if (arguments[1].equals("for-ever")) {
            storeForEver(store);
        }
        try {
            System.out.println(store.store(new ByteArrayInputStream(new byte[Integer.parseInt(arguments[1])])));
        } catch (ApiException e) {
            System.out.println(e.error() + " " + e.getMessage());
        }
    }

    private static void storeForEver(DirectoryStore store) throws Exception {
        Random random = new Random();
        System.out.println("ready");
        while (true) {
            byte[] content = new byte[random.nextInt(LARGEST)];
            random.nextBytes(content);
            System.out.println(store.store(new ByteArrayInputStream(content)).sha256());
        }
    }

    static Process start(List<String> before, Path directory, String what) throws Exception {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), StoringChild.class.getName()));
        command.addAll(List.of(directory.toString(), what));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
