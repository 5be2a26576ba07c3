package dev.latchkey.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a few words why something failed. */
final class Failures {

    private Failures() {}

    static String reason(Throwable failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NotDirectoryException _ -> "not a folder";
            case FileAlreadyExistsException _ -> "a file is in the way";
            case NoSuchFileException _ -> "there is no such folder";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            case UnsupportedOperationException _ -> "its file system has no file permissions";
            default -> {
                String message = failure.getMessage();
                yield message == null || message.isBlank() ? failure.getClass().getSimpleName() : firstLine(message);
            }
        };
    }

    /** A failure of the disk, wherever it came from, in one line that names the folder. */
    static CannotStart ofDisk(Home home, IOException failure) {
        return new CannotStart("Cannot write to " + home.folder() + ": " + reason(failure) + ".", failure);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
