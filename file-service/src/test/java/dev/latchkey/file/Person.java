package dev.latchkey.file;

import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.testing.ApiCaller;
import java.nio.charset.StandardCharsets;

/**
 * Somebody with an account, in tests.
 *
 * @param caller the account
 * @param token what they sign in with
 */
public record Person(Caller caller, String token) {

    public long id() {
        return caller.account().value();
    }

    /** Begins a call of this person. */
    public ApiCaller call(String method) {
        return ApiCaller.call(method).as(token);
    }

    /** Makes a folder, with all above it, and answers its id. */
    public long folder(String path) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash));
        }
        return call("createfolderifnotexists").with("path", path).ok().number("metadata.folderid");
    }

    /** Uploads a text, making the folders above it, and answers the file's id. */
    public long file(String path, String text) {
        int slash = path.lastIndexOf('/');
        if (slash > 0) {
            folder(path.substring(0, slash));
        }
        return call("uploadfile")
                .with("path", slash == 0 ? "/" : path.substring(0, slash))
                .with("filename", path.substring(slash + 1))
                .put(text.getBytes(StandardCharsets.UTF_8))
                .ok()
                .number("fileids[0]");
    }
}
