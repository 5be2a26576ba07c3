package dev.latchkey.file.download;

import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.blob.RemoteBlob;
import dev.latchkey.file.blob.Whereabouts;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Sends a blob as it is: from memory, from the disk, or from the store where it is not here yet. */
@Singleton
final class OriginalSender {

    private final RecentBlobs recent;
    private final ContentStore store;
    private final RemoteSender remote;

    OriginalSender(RecentBlobs recent, ContentStore store, RemoteSender remote) {
        this.recent = recent;
        this.store = store;
        this.remote = remote;
    }

    void send(Download download) {
        Optional<RecentBlobs.Found> blob =
                recent.find(download.url().blob(), download.url().size());
        if (blob.isPresent()) {
            send(download, blob.get(), () -> lookAgain(download));
        } else {
            look(download);
        }
    }

    /** A copy may have given way to others since it was last looked at, and the store still has the blob. */
    private void lookAgain(Download download) {
        recent.forget(download.url().blob());
        look(download);
    }

    private void look(Download download) {
        download.whenFound(store.find(download.url().blob()), whereabouts -> {
            switch (whereabouts) {
                case Whereabouts.Here(Path file) -> sendCopy(download, file);
                case Whereabouts.Elsewhere(RemoteBlob there) -> sendFrom(there, download);
                case Whereabouts.Nowhere _ -> download.refuse(Refusal.GONE);
            }
        });
    }

    /** A copy that has gone again may be here soon; one that is here and of another size is not it. */
    private void sendCopy(Download download, Path file) {
        Runnable refusal = () -> download.refuse(Files.exists(file) ? Refusal.GONE : Refusal.NO_CAPACITY);
        recent.find(download.url().blob(), download.url().size())
                .ifPresentOrElse(found -> send(download, found, refusal), refusal);
    }

    private void sendFrom(RemoteBlob there, Download download) {
        if (there.size() == download.url().size()) {
            remote.send(download, there, etag(download));
        } else {
            download.refuse(Refusal.GONE);
        }
    }

    private static void send(Download download, RecentBlobs.Found blob, Runnable ifGone) {
        Optional<byte[]> bytes = blob.bytes();
        if (bytes.isPresent() && download.url().maxSpeed() == 0) {
            MemorySender.send(download, bytes.get(), etag(download));
        } else {
            FileSender.send(
                    download,
                    new FileSender.Content(blob.file(), 0, download.url().size(), etag(download)),
                    ifGone);
        }
    }

    private static String etag(Download download) {
        return "\"" + download.url().blob() + "\"";
    }
}
