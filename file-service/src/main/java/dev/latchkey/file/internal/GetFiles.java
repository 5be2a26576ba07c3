package dev.latchkey.file.internal;

import dev.latchkey.protocol.remote.FilesReply;
import dev.latchkey.protocol.remote.FilesRequest;
import dev.latchkey.protocol.rpc.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** What are these files? Whether anybody may have them is for the asker to decide, from owner and folders. */
@Internal
@Path("/internal/files")
final class GetFiles {

    private final FileHandles handles;

    GetFiles(FileHandles handles) {
        this.handles = handles;
    }

    @POST
    @RunOnVirtualThread
    public FilesReply getFiles(FilesRequest request) {
        return new FilesReply(handles.of(request.questions()));
    }
}
