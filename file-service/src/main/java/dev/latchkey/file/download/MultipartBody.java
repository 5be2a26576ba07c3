package dev.latchkey.file.download;

import dev.latchkey.file.download.RequestedRange.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Several parts of one content as one message (RFC 9110 section 14.6). The same parts always give the same bytes. The
 * boundary is the SHA-256 of the blob: nobody can make a file that holds its own.
 */
final class MultipartBody implements Body {

    private final List<Section> sections;
    private final String boundary;
    private final byte[] closing;
    private final long length;
    private final Body content;

    /**
     * A part with its place in the message.
     *
     * @param start where its head begins
     * @param head  what stands before its bytes
     */
    record Section(long start, byte[] head, Part part) {

        long contentStart() {
            return start + head.length;
        }

        /** Where the next one begins. */
        long end() {
            return contentStart() + part.length();
        }

        /** What of the content is to be read at that position of the message; before the head has ended its first byte. */
        long inContent(long position) {
            return part.first() + Math.max(0, position - contentStart());
        }

        /** Where in the message that position of the content stands. */
        long inMessage(long position) {
            return contentStart() + position - part.first();
        }
    }

    /** @param length of the whole content, in bytes */
    MultipartBody(List<Part> parts, Download download, long length, Body content) {
        this(parts, download.url().blob(), download.contentType(), length, content);
    }

    /**
     * @param parts at least one
     * @param type  what a client is told that each of them is
     */
    MultipartBody(List<Part> parts, String boundary, String type, long length, Body content) {
        this.boundary = boundary;
        this.content = content;
        List<Section> list = new ArrayList<>();
        long position = 0;
        for (Part part : parts) {
            String head = "\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Range: "
                    + part.contentRange(length) + "\r\n\r\n";
            Section section = new Section(position, head.getBytes(StandardCharsets.UTF_8), part);
            list.add(section);
            position = section.end();
        }
        this.sections = List.copyOf(list);
        this.closing = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
        this.length = position + closing.length;
    }

    String contentType() {
        return "multipart/byteranges; boundary=" + boundary;
    }

    /** How long the message is, in bytes. */
    long length() {
        return length;
    }

    @Override
    public ByteSource open(long first, long end, Runnable news) throws IOException {
        MultipartSource source = new MultipartSource(sections, closing, (from, to) -> content.open(from, to, news));
        source.seek(first);
        return source;
    }

    @Override
    public void unavailable() {
        content.unavailable();
    }
}
