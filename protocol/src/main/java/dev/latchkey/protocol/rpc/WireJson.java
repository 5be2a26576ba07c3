package dev.latchkey.protocol.rpc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.latchkey.protocol.remote.Metadata;
import dev.latchkey.protocol.value.WireTime;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders replies of the pCloud dialect, with the names and types that strict clients need. */
final class WireJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new SimpleModule()
                    .addSerializer(Instant.class, new InstantSerializer())
                    .addSerializer(Metadata.class, new MetadataSerializer()))
            .propertyNamingStrategy(PropertyNamingStrategies.LOWER_CASE)
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    private WireJson() {}

    @RegisterForReflection
    record Success(int result, @JsonUnwrapped @Nullable Object payload, Optional<String> auth, Optional<String> id) {}

    @RegisterForReflection
    record Nothing() {}

    /** A reply without error: the payload's fields beside {@code result}. */
    static byte[] success(@Nullable Object payload, Optional<String> auth, RenderOptions options) {
        return write(new Success(0, payload == null ? new Nothing() : payload, auth, options.id()), options);
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
}
