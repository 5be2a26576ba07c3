package dev.latchkey.local.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** What a method answered: JSON with {@code result} and, where that is not 0, {@code error}. */
public record Reply(String method, JsonNode json) {

    /** 0 = success. */
    public int result() {
        return json.path("result").asInt(-1);
    }

    public String error() {
        return json.path("error").asText("no reason given");
    }

    /**
     * This reply, if it is a success.
     *
     * @throws UnexpectedReply it is an error
     */
    public Reply ok() {
        if (result() != 0) {
            throw new UnexpectedReply("%s answered %d %s".formatted(method, result(), error()));
        }
        return this;
    }

    /**
     * The text of a field, {@code metadata/0/fileid} for one further down.
     *
     * @throws UnexpectedReply there is no such field
     */
    public String text(String path) {
        JsonNode field = json.at("/" + path);
        if (field.isMissingNode() || field.isNull()) {
            throw new UnexpectedReply("%s answered without %s: %s".formatted(method, path, json));
        }
        return field.asText();
    }
}
