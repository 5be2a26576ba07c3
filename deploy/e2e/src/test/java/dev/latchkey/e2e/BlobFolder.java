package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Database;
import dev.latchkey.local.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies on the disk of file-service, and what its database says should. */
final class BlobFolder {

    private final Path folder;
    private final Database database;

    private BlobFolder(Path folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    static BlobFolder of(Latchkey latchkey) {
        return new BlobFolder(latchkey.stack().blobs(), latchkey.stack().database(Service.FILE));
    }

    /** The names of all blobs. */
    Set<String> blobs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{64}"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Set.of(); // swept while it was looked at: look again
            }
            throw e;
        }
    }

    /** The names of the blobs that some revision of some file refers to. */
    Set<String> referenced() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.url(),
                        database.user().orElse(null),
                        database.password().orElse(null));
                Statement query = connection.createStatement();
                ResultSet rows = query.executeQuery("SELECT DISTINCT content FROM file_revision")) {
            Set<String> referenced = new TreeSet<>();
            while (rows.next()) {
                referenced.add(rows.getString(1));
            }
            assertThat(referenced).as("blobs that files have").isNotEmpty();
            return referenced;
        }
    }

    /** Puts a blob there without a row. */
    Path put(byte[] bytes) throws IOException {
        String name = sha256(bytes);
        Path place = folder.resolve(name.substring(0, 2))
                .resolve(name.substring(2, 4))
                .resolve(name);
        Files.createDirectories(place.getParent());
        return Files.write(place, bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
