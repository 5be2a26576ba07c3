package dev.latchkey.protocol.remote;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The dialect's metadata structure of a file or folder. Between the services it travels as it stands; towards clients {@code rpc} renders it with
 * the names, types and omissions that they rely on.
 *
 * @param id {@code folderid} (0: the caller's root) or {@code fileid}
 * @param name the name; {@code /} for the root
 * @param parentFolderId the folder it lies in, absent for the root
 * @param created when made, or as the uploader said
 * @param modified when last changed, or as the uploader said
 * @param icon the icon
 * @param thumb whether a thumbnail can be made
 * @param isShared whether others have access
 * @param foreign who owns it and what the caller may do; absent for the caller's own
 * @param file what only files have
 * @param contents what is in a folder, where it was asked for
 * @param path the absolute path, where known
 * @param isDeleted whether it lies in the trash
 * @param deletedFileId the file that this one replaced
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Metadata(
        long id,
        String name,
        Optional<Long> parentFolderId,
        Instant created,
        Instant modified,
        Icon icon,
        boolean thumb,
        boolean isShared,
        Optional<Foreign> foreign,
        Optional<FileFields> file,
        Optional<List<Metadata>> contents,
        Optional<String> path,
        boolean isDeleted,
        Optional<Long> deletedFileId) {

    /**
     * Somebody else's object, as the caller may use it.
     *
     * @param userId the owner
     * @param canRead see and download
     * @param canCreate add; folders only
     * @param canModify change
     * @param canDelete delete
     */
    public record Foreign(long userId, boolean canRead, boolean canCreate, boolean canModify, boolean canDelete) {}

    /**
     * What only files have.
     *
     * @param size bytes
     * @param contentType MIME type
     * @param category kind of file
     * @param hash number of the contents, unsigned: equal contents, equal hash
     * @param media what a media file says of itself
     */
    public record FileFields(long size, String contentType, Category category, long hash, MediaTags media) {}

    /** Whether this is a folder. */
    @JsonIgnore
    public boolean isFolder() {
        return file.isEmpty();
    }

    /** The same with other contents. */
    public Metadata withContents(List<Metadata> newContents) {
        return new Metadata(
                id,
                name,
                parentFolderId,
                created,
                modified,
                icon,
                thumb,
                isShared,
                foreign,
                file,
                Optional.of(newContents),
                path,
                isDeleted,
                deletedFileId);
    }

    /** The same with a path. */
    public Metadata withPath(String newPath) {
        return new Metadata(
                id,
                name,
                parentFolderId,
                created,
                modified,
                icon,
                thumb,
                isShared,
                foreign,
                file,
                contents,
                Optional.of(newPath),
                isDeleted,
                deletedFileId);
    }

    /** The same without its path: other people's trees stay theirs. */
    public Metadata withoutPath() {
        return new Metadata(
                id,
                name,
                parentFolderId,
                created,
                modified,
                icon,
                thumb,
                isShared,
                foreign,
                file,
                contents,
                Optional.empty(),
                isDeleted,
                deletedFileId);
    }

    /** The same, marked as deleted. */
    public Metadata asDeleted() {
        return new Metadata(
                id,
                name,
                parentFolderId,
                created,
                modified,
                icon,
                thumb,
                isShared,
                foreign,
                file,
                contents,
                path,
                true,
                deletedFileId);
    }

    /** The same, having replaced another file. */
    public Metadata replacing(long replacedFileId) {
        return new Metadata(
                id,
                name,
                parentFolderId,
                created,
                modified,
                icon,
                thumb,
                isShared,
                foreign,
                file,
                contents,
                path,
                isDeleted,
                Optional.of(replacedFileId));
    }
}
