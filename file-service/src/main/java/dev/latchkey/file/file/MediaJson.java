package dev.latchkey.file.file;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.latchkey.file.media.MediaFacts;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Keeps media facts in a column. Facts that later versions add or drop do no harm to rows written earlier. */
@RegisterForReflection(targets = MediaFacts.class)
final class MediaJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .serializationInclusion(JsonInclude.Include.NON_ABSENT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private MediaJson() {}

    static String write(MediaFacts facts) {
        try {
            return MAPPER.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("media facts cannot be written as JSON", e);
        }
    }

    static MediaFacts read(String json) {
        try {
            return MAPPER.readValue(json, MediaFacts.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("media facts in the database cannot be read", e);
        }
    }
}
