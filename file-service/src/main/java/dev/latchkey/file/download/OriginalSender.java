package dev.latchkey.file.download;

import dev.latchkey.file.blob.ContentStore;
import dev.latchkey.file.blob.RemoteBlob;
import dev.latchkey.file.blob.Whereabouts;
import jakarta.inject.Singleton;
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
            send(download, blob.get());
            return;
        }
        download.whenFound(store.find(download.url().blob()), whereabouts -> {
            switch (whereabouts) {
                case Whereabouts.Here _ -> sendCopy(download);
                case Whereabouts.Elsewhere(RemoteBlob there) -> sendFrom(there, download);
                case Whereabouts.Nowhere _ -> download.refuse(Refusal.GONE);
            }
        });
    }

    private void sendCopy(Download download) {
        recent.find(download.url().blob(), download.url().size())
                .ifPresentOrElse(found -> send(download, found), () -> download.refuse(Refusal.GONE));
    }

    private void sendFrom(RemoteBlob there, Download download) {
        if (there.size() == download.url().size()) {
            remote.send(download, there, etag(download));
        } else {
            download.refuse(Refusal.GONE);
        }
    }

    private static void send(Download download, RecentBlobs.Found blob) {
        Optional<byte[]> bytes = blob.bytes();
        if (bytes.isPresent() && download.url().maxSpeed() == 0) {
            MemorySender.send(download, bytes.get(), etag(download));
        } else {
            FileSender.send(
                    download,
                    new FileSender.Content(blob.file(), 0, download.url().size(), etag(download)));
        }
    }

    private static String etag(Download download) {
        return "\"" + download.url().blob() + "\"";
    }
}
