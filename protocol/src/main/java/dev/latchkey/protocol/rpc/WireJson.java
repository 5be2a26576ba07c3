package dev.latchkey.protocol.rpc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.util.NameTransformer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.WireTime;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Renders replies of the pCloud dialect, with the names and types that strict clients need. */
final class WireJson {

    private static final ObjectMapper MAPPER = SharedBuffers.mapper()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantSerializer())
                    .addSerializer(Success.class, new SuccessSerializer())
                    .addSerializer(Metadata.class, new MetadataSerializer()))
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CASE)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private WireJson() {}

    private record Success(@Nullable Object payload, Optional<String> auth, Optional<String> id) {}

    /** A reply without error: the payload's fields beside {@code result}. */
    static byte[] success(@Nullable Object payload, Optional<String> auth, RenderOptions options) {
        return write(new Success(payload, auth, options.id()), options);
    }

    /** A reply that says what went wrong. */
    static byte[] failure(int result, String error, Map<String, Object> extras, RenderOptions options) {
        var reply = new LinkedHashMap<String, Object>();
        reply.put("result", result);
        reply.put("error", error);
        reply.putAll(extras);
        options.id().ifPresent(id -> reply.put("id", id));
        return write(reply, options);
    }

    private static byte[] write(Object reply, RenderOptions options) {
        try {
            return MAPPER.writer().withAttribute(RenderOptions.class, options).writeValueAsBytes(reply);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A reply could not be rendered", e);
        }
    }

    static RenderOptions options(SerializerProvider serializers) {
        Object options = serializers.getAttribute(RenderOptions.class);
        return options instanceof RenderOptions given ? given : RenderOptions.DEFAULT;
    }

    static void writeTime(Instant instant, JsonGenerator json, RenderOptions options) throws IOException {
        if (options.timestamps()) {
            json.writeNumber(instant.getEpochSecond());
        } else {
            json.writeString(WireTime.format(instant));
        }
    }

    private static final class InstantSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant instant, JsonGenerator json, SerializerProvider serializers) throws IOException {
            writeTime(instant, json, options(serializers));
        }
    }

    /**
     * Keeps what writes the fields of each type: {@code @JsonUnwrapped} on a field that may be anything keeps it for the first eight types and makes it
     * anew for every reply of another.
     */
    private static final class SuccessSerializer extends JsonSerializer<Success> {

        private final Map<Class<?>, JsonSerializer<Object>> fields = new ConcurrentHashMap<>();

        @Override
        public void serialize(Success success, JsonGenerator json, SerializerProvider serializers) throws IOException {
            json.writeStartObject();
            json.writeNumberField("result", 0);
            Object payload = success.payload();
            if (payload != null) {
                fieldsOf(payload.getClass(), serializers).serialize(payload, json, serializers);
            }
            if (success.auth().isPresent()) {
                json.writeStringField("auth", success.auth().get());
            }
            if (success.id().isPresent()) {
                json.writeStringField("id", success.id().get());
            }
            json.writeEndObject();
        }

        private JsonSerializer<Object> fieldsOf(Class<?> type, SerializerProvider serializers)
                throws JsonMappingException {
            JsonSerializer<Object> known = fields.get(type);
            if (known == null) {
                known = serializers.findValueSerializer(type, null).unwrappingSerializer(NameTransformer.NOP);
                fields.put(type, known);
            }
            return known;
        }
    }
}
