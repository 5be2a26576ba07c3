package dev.latchkey.protocol.remote;

import dev.latchkey.protocol.value.AccountId;
import dev.latchkey.protocol.value.FileId;
import java.util.List;

/**
 * All that link-service must know of a file to hand it out.
 *
 * @param file its id
 * @param owner whose tree it is in
 * @param folders the folder it lies in and all ancestors up to the root, by their real ids
 * @param name its name
 * @param size bytes
 * @param contentType the MIME type by name and contents
 * @param blob the contents: SHA-256, lower-case hex
 * @param revision the id of the revision that size, contents and sound are those of
 * @param hasAudio whether there is sound in it
 * @param metadata the dialect's metadata structure, as its owner sees it
 */
public record FileHandle(
        FileId file,
        AccountId owner,
        List<Long> folders,
        String name,
        long size,
        String contentType,
        String blob,
        long revision,
        boolean hasAudio,
        Metadata metadata) {}
