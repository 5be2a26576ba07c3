package dev.latchkey.file.upload;

import dev.latchkey.file.access.Standing;
import dev.latchkey.file.file.LocatedFile;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.value.FileName;
import dev.latchkey.protocol.value.Utf8;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Takes the body of an upload apart. A file is kept as soon as it is complete; one that the connection breaks in leaves nothing, whether
 * {@code nopartial} was sent or not.
 */
@ApplicationScoped
final class Intake {

    /** No parameter that means anything is longer; a longer one is cut, and then refused for what it says. */
    private static final int LONGEST_FIELD = 128 * 1024;

    private final Uploads uploads;

    Intake(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * A file that has come in.
     *
     * @param file the file
     * @param standing what the uploader may do where it lies
     */
    record Arrival(LocatedFile file, Standing standing) {}

    /** Takes a body that is one file. */
    List<Arrival> takeRaw(Caller caller, UploadOptions options, InputStream body, OptionalLong length) {
        FileName name = new FileName(options.fileName().orElseThrow(ApiError.INVALID_NAME::exception));
        Uploads.Target target = uploads.target(caller, options);
        try {
            return List.of(new Arrival(uploads.receive(target, name, body, length), target.standing()));
        } catch (IOException e) {
            throw ApiError.CONNECTION_BROKEN.exception("the body ended early").because(e);
        }
    }

    /**
     * Takes a multipart body: form fields, then any number of files. Fields after the first file count for nothing.
     *
     * @param who tells the caller, given the form fields, which may hold credentials
     */
    List<Arrival> takeMultipart(
            Function<Map<String, String>, Caller> who, UploadOptions query, String contentType, InputStream body) {
        try {
            MultipartBody multipart = MultipartBody.open(contentType, body).orElseThrow(ApiError.NO_UPLOAD::exception);
            Map<String, String> fields = new HashMap<>();
            Optional<MultipartBody.Part> part = multipart.next();
            while (part.isPresent() && part.get().disposition().fileName().isEmpty()) {
                read(part.get(), fields);
                part = multipart.next();
            }
            Caller caller = who.apply(fields);
            ApiError.NO_UPLOAD.when(part.isEmpty());
            UploadOptions options = query.overriddenBy(fields);
            List<Arrival> arrivals = takeFiles(multipart, part, uploads.target(caller, options), options.fileName());
            ApiError.NO_UPLOAD.when(arrivals.isEmpty());
            return arrivals;
        } catch (IOException e) {
            throw ApiError.CONNECTION_BROKEN
                    .exception("the multipart body ended early or is none")
                    .because(e);
        }
    }

    private List<Arrival> takeFiles(
            MultipartBody multipart,
            Optional<MultipartBody.Part> first,
            Uploads.Target target,
            Optional<String> nameOfFirst)
            throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        Optional<String> given = nameOfFirst;
        for (Optional<MultipartBody.Part> part = first; part.isPresent(); part = multipart.next()) {
            Optional<String> sent = part.get().disposition().baseName();
            if (sent.isPresent() && !isUnusedInput(part.get(), given.orElse(sent.get()))) {
                FileName name = new FileName(given.orElse(sent.get()));
                LocatedFile file = uploads.receive(target, name, part.get().bytes(), OptionalLong.empty());
                arrivals.add(new Arrival(file, target.standing()));
                given = Optional.empty();
            }
        }
        return arrivals;
    }

    /** What a browser sends for a file input in which no file was chosen. */
    private static boolean isUnusedInput(MultipartBody.Part part, String name) throws IOException {
        return name.isEmpty() && part.bytes().read() < 0;
    }

    private static void read(MultipartBody.Part part, Map<String, String> fields) throws IOException {
        String name = part.disposition().field().orElse("");
        if (UploadOptions.FIELDS.contains(name)) {
            byte[] value = part.bytes().readNBytes(LONGEST_FIELD);
            try {
                fields.put(name, Utf8.decode(value));
            } catch (CharacterCodingException e) {
                throw ApiError.INVALID_NAME
                        .exception("a form field is no UTF-8")
                        .because(e);
            }
        }
    }
}
