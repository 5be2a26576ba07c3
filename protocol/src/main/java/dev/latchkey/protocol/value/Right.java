package dev.latchkey.protocol.value;

/** What an account may do in a folder and all below it. One model under both dialects. */
public enum Right {
    /** See and download: {@code canread}; {@code downloadFiles}. */
    READ,
    /** Add files and folders: {@code cancreate}; {@code uploadFiles}, {@code createFolders}. */
    CREATE,
    /** Rename, move and overwrite: {@code canmodify}; {@code renameFiles}, {@code moveCopyFiles}. */
    MODIFY,
    /** Delete: {@code candelete}; {@code deleteFiles}. */
    DELETE,
    /** Hand out links: owners and {@code manageshares}; {@code sendFiles}. */
    SEND
}
