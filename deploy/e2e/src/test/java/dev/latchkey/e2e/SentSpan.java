package dev.latchkey.e2e;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A span as a collector is sent it.
 *
 * @param service {@code service.name} of the process that made it
 * @param trace id of the trace, in hexadecimal digits
 * @param id of the span
 * @param parent id of the span within which it began; empty if it is the first of its trace
 * @param kind number of OTLP: 2 answers a request, 3 sends one
 * @param attributes texts and numbers
 */
record SentSpan(
        String service, String trace, String id, String parent, String name, int kind, Map<String, Object> attributes) {

    static final int SERVER = 2;
    static final int CLIENT = 3;

    /**
     * The spans in a request of OTLP over HTTP: {@code ExportTraceServiceRequest} of opentelemetry-proto, field numbers
     * as there.
     */
    static List<SentSpan> in(byte[] export) {
        List<SentSpan> spans = new ArrayList<>();
        fields(ByteBuffer.wrap(export), (field, ofResource) -> {
            if (field == 1) {
                Map<String, Object> resource = new HashMap<>();
                fields(bytes(ofResource), (inner, value) -> {
                    if (inner == 1) {
                        resource.putAll(attributes(bytes(value), 1));
                    } else if (inner == 2) {
                        fields(bytes(value), (scoped, span) -> {
                            if (scoped == 2) {
                                spans.add(span(String.valueOf(resource.get("service.name")), bytes(span)));
                            }
                        });
                    }
                });
            }
        });
        return spans;
    }

    private static SentSpan span(String service, ByteBuffer span) {
        Map<Integer, Object> last = new HashMap<>();
        fields(span.duplicate(), last::put);
        return new SentSpan(
                service,
                hex(last.get(1)),
                hex(last.get(2)),
                last.containsKey(4) ? hex(last.get(4)) : "",
                text(last.get(5)),
                ((Long) last.getOrDefault(6, 0L)).intValue(),
                attributes(span, 9));
    }

    private static Map<String, Object> attributes(ByteBuffer message, int number) {
        Map<String, Object> attributes = new HashMap<>();
        fields(message.duplicate(), (field, pair) -> {
            if (field == number) {
                Map<Integer, Object> keyAndValue = new HashMap<>();
                fields(bytes(pair), keyAndValue::put);
                fields(
                        bytes(keyAndValue.get(2)),
                        (_, value) -> attributes.put(
                                text(keyAndValue.get(1)), value instanceof ByteBuffer ? text(value) : value));
            }
        });
        return attributes;
    }

    /** Reads a message of protocol buffers: tells each field's number and value, a number or bytes. */
    private static void fields(ByteBuffer message, BiConsumer<Integer, Object> reader) {
        while (message.hasRemaining()) {
            long tag = number(message);
            int field = (int) (tag >>> 3);
            switch ((int) tag & 7) {
                case 0 -> reader.accept(field, number(message));
                case 1 -> reader.accept(field, taken(message, Long.BYTES).getLong());
                case 2 -> reader.accept(field, taken(message, (int) number(message)));
                case 5 ->
                    reader.accept(field, (long) taken(message, Integer.BYTES).getInt());
                default -> throw new IllegalArgumentException("no protocol buffers: tag " + tag);
            }
        }
    }

    private static long number(ByteBuffer message) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = message.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private static ByteBuffer taken(ByteBuffer message, int length) {
        ByteBuffer taken = message.slice(message.position(), length);
        message.position(message.position() + length);
        return taken;
    }

    private static ByteBuffer bytes(Object value) {
        return ((ByteBuffer) value).duplicate();
    }

    private static String text(Object value) {
        return StandardCharsets.UTF_8.decode(bytes(value)).toString();
    }

    private static String hex(Object value) {
        ByteBuffer bytes = bytes(value);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return HexFormat.of().formatHex(copy);
    }
}
