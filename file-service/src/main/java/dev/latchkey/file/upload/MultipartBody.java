package dev.latchkey.file.upload;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.value.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.fileupload2.core.MultipartInput;

/**
 * A {@code multipart/form-data} body, read part by part as it arrives and never held. A part's own {@code Content-Type} means nothing here, so a
 * part that claims to be multipart itself is still a file.
 */
final class MultipartBody {

    private static final int BUFFER = 64 * 1024;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final char REPLACEMENT = '\uFFFD';
    private static final Pattern BOUNDARY = Pattern.compile(
            ";\\s*boundary\\s*=\\s*(?:\"([^\"]{1,200})\"|([^\\s;,\"]{1,200}))", Pattern.CASE_INSENSITIVE);

    private final MultipartInput input;
    private boolean isFirst = true;
    private InputStream current = InputStream.nullInputStream();

    /**
     * A part.
     *
     * @param disposition what it is
     * @param bytes what it holds; gone when the next part is asked for
     */
    record Part(Disposition disposition, InputStream bytes) {}

    private MultipartBody(MultipartInput input) {
        this.input = input;
        input.setHeaderCharset(StandardCharsets.ISO_8859_1);
    }

    /** Opens a body; nothing if the content type names no boundary. */
    static Optional<MultipartBody> open(String contentType, InputStream body) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            return Optional.empty();
        }
        String text = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
        return Optional.of(new MultipartBody(MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(text.getBytes(StandardCharsets.ISO_8859_1))
                .setBufferSize(BUFFER)
                .setPartHeaderSizeMax(LONGEST_HEADERS)
                .get()));
    }

    /**
     * The next part, or nothing after the last one, or if there is not even a first.
     *
     * @throws IOException if the body ends before its closing boundary
     * @throws dev.latchkey.protocol.error.ApiException {@link ApiError#INVALID_NAME} if its name is no UTF-8
     */
    Optional<Part> next() throws IOException {
        current.transferTo(OutputStream.nullOutputStream());
        boolean isThere = isFirst ? input.skipPreamble() : input.readBoundary();
        isFirst = false;
        if (!isThere) {
            return Optional.empty();
        }
        Disposition disposition = disposition(input.readHeaders());
        current = input.newInputStream();
        return Optional.of(new Part(disposition, current));
    }

    /** Headers that say nothing here may hold any bytes. */
    private static Disposition disposition(String headers) {
        try {
            return Disposition.of(Utf8.decode(headers));
        } catch (CharacterCodingException e) {
            Disposition guessed =
                    Disposition.of(new String(headers.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
            boolean isSpoilt = Stream.of(guessed.field(), guessed.fileName())
                    .flatMap(Optional::stream)
                    .anyMatch(text -> text.indexOf(REPLACEMENT) >= 0);
            if (isSpoilt) {
                throw ApiError.INVALID_NAME
                        .exception("a part's name is no UTF-8")
                        .because(e);
            }
            return guessed;
        }
    }
}
