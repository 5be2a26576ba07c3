package dev.latchkey.file.download;

import dev.latchkey.file.download.MultipartBody.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message of several parts as a source of bytes, to be read from one position onwards. Parts are opened one after the
 * other; the head of one can be read when its first byte can.
 */
final class MultipartSource implements ByteSource {

    private final List<Section> sections;
    private final byte[] closing;
    private final Opener content;
    private int index;
    private @Nullable ByteSource part;
    private Optional<Refusal> failure = Optional.empty();

    /** Opens the bytes of the content from first to before end. */
    interface Opener {
        ByteSource open(long first, long end) throws IOException;
    }

    /** @param closing what stands behind the last part */
    MultipartSource(List<Section> sections, byte[] closing, Opener content) {
        this.sections = sections;
        this.closing = closing;
        this.content = content;
    }

    /** Has the part open that the position lies in, and no other. */
    void seek(long position) throws IOException {
        while (index < sections.size() && position >= sections.get(index).end()) {
            close();
            index++;
        }
        if (part == null && index < sections.size()) {
            RequestedRange.Part range = sections.get(index).part();
            part = content.open(range.first(), range.last() + 1);
        }
    }

    @Override
    public long readableUntil(long position) {
        if (failure.isPresent()) {
            return position;
        }
        try {
            seek(position);
        } catch (IOException _) {
            failure = Optional.of(Refusal.GONE);
            return position;
        }
        if (part == null) {
            return sections.getLast().end() + closing.length;
        }
        Section section = sections.get(index);
        long at = section.inContent(position);
        long until = Math.min(part.readableUntil(at), section.part().last() + 1);
        return until > at ? section.inMessage(until) : position;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        if (part == null) {
            return put(closing, position - sections.getLast().end(), into);
        }
        Section section = sections.get(index);
        int count = position < section.contentStart() ? put(section.head(), position - section.start(), into) : 0;
        if (!into.hasRemaining()) {
            return count;
        }
        int read = part.read(into, section.inContent(position + count));
        return read < 0 ? read : count + read;
    }

    private static int put(byte[] text, long from, ByteBuffer into) {
        int count = (int) Math.min(into.remaining(), text.length - from);
        into.put(text, (int) from, count);
        return count;
    }

    @Override
    public Optional<Refusal> failure() {
        return failure.or(() -> part == null ? Optional.empty() : part.failure());
    }

    @Override
    public void close() {
        if (part != null) {
            part.close();
            part = null;
        }
    }
}
