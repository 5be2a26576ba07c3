package dev.latchkey.file.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.latchkey.protocol.rpc.SharedBuffers;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Media facts as columns keep them. Facts that later versions add or drop do no harm to rows written earlier. */
@RegisterForReflection(targets = {MediaFacts.class, MediaFacts.Cover.class})
public final class MediaFactsJson {

    private static final ObjectMapper MAPPER = SharedBuffers.mapper()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private MediaFactsJson() {}

    /** As JSON; what is absent is left out. */
    public static String write(MediaFacts facts) {
        try {
            return MAPPER.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("media facts cannot be written as JSON", e);
        }
    }

    /** @throws IllegalStateException if that is no such JSON */
    public static MediaFacts read(String json) {
        try {
            return MAPPER.readValue(json, MediaFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("media facts in the database cannot be read", e);
        }
    }
}
