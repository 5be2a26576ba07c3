package dev.latchkey.protocol.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import dev.latchkey.protocol.remote.MediaTags;
import dev.latchkey.protocol.remote.Metadata;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the metadata structure as clients with strict types need it: {@code hash} an unsigned 64-bit number, flags as booleans, {@code id} with its
 * letter, {@code icon} a string unless numbers were asked for, and only the fields the caller filters for.
 */
final class MetadataSerializer extends JsonSerializer<Metadata> {

    private interface Value {
        void write(JsonGenerator json) throws IOException;
    }

    private record Fields(JsonGenerator json, Set<String> wanted) {

        void put(String name, Value value) throws IOException {
            if (wanted.isEmpty() || wanted.contains(name)) {
                json.writeFieldName(name);
                value.write(json);
            }
        }

        void put(String name, String value) throws IOException {
            put(name, out -> out.writeString(value));
        }

        void put(String name, long value) throws IOException {
            put(name, out -> out.writeNumber(value));
        }

        void put(String name, boolean value) throws IOException {
            put(name, out -> out.writeBoolean(value));
        }

        void putText(String name, Optional<String> value) throws IOException {
            if (value.isPresent()) {
                put(name, value.get());
            }
        }

        void putNumber(String name, Optional<? extends Number> value) throws IOException {
            if (value.isPresent()) {
                put(name, value.get().longValue());
            }
        }
    }

    @Override
    public void serialize(Metadata metadata, JsonGenerator json, SerializerProvider serializers) throws IOException {
        write(metadata, json, WireJson.options(serializers));
    }

    private static void write(Metadata metadata, JsonGenerator json, RenderOptions options) throws IOException {
        boolean folder = metadata.isFolder();
        Fields fields = new Fields(json, folder ? options.folderFields() : options.fileFields());
        json.writeStartObject();
        fields.put("name", metadata.name());
        fields.put("id", (folder ? "d" : "f") + metadata.id());
        fields.put(folder ? "folderid" : "fileid", metadata.id());
        fields.put("isfolder", folder);
        fields.putNumber("parentfolderid", metadata.parentFolderId());
        fields.put("created", out -> WireJson.writeTime(metadata.created(), out, options));
        fields.put("modified", out -> WireJson.writeTime(metadata.modified(), out, options));
        if (options.iconNumbers()) {
            fields.put("icon", metadata.icon().number());
        } else {
            fields.put("icon", metadata.icon().wireName());
        }
        fields.put("thumb", metadata.thumb());
        fields.put("isshared", metadata.isShared());
        fields.put("ismine", metadata.foreign().isEmpty());
        if (metadata.foreign().isPresent()) {
            writeForeign(metadata.foreign().get(), folder, fields);
        }
        fields.put("comments", 0);
        fields.putText("path", metadata.path());
        if (metadata.isDeleted()) {
            fields.put("isdeleted", true);
        }
        fields.putNumber("deletedfileid", metadata.deletedFileId());
        if (metadata.file().isPresent()) {
            writeFile(metadata.file().get(), fields);
        }
        if (metadata.contents().isPresent()) {
            // A filter that hid the contents would make a listing useless: they stay, filtered themselves.
            writeContents(metadata.contents().get(), json, options);
        }
        json.writeEndObject();
    }

    private static void writeForeign(Metadata.Foreign foreign, boolean folder, Fields fields) throws IOException {
        fields.put("userid", foreign.userId());
        fields.put("canread", foreign.canRead());
        fields.put("canmodify", foreign.canModify());
        fields.put("candelete", foreign.canDelete());
        if (folder) {
            fields.put("cancreate", foreign.canCreate());
        }
    }

    private static void writeFile(Metadata.FileFields file, Fields fields) throws IOException {
        fields.put("size", file.size());
        fields.put("contenttype", file.contentType());
        fields.put("category", file.category().ordinal());
        fields.put("hash", out -> out.writeNumber(unsigned(file.hash())));
        MediaTags media = file.media();
        fields.putNumber("width", media.width());
        fields.putNumber("height", media.height());
        fields.putText("artist", media.artist());
        fields.putText("album", media.album());
        fields.putText("title", media.title());
        fields.putText("genre", media.genre());
        fields.putText("trackno", media.trackNo());
        fields.putText("duration", media.duration());
        fields.putText("fps", media.fps());
        fields.putText("videocodec", media.videoCodec());
        fields.putText("audiocodec", media.audioCodec());
        fields.putNumber("videobitrate", media.videoBitRate());
        fields.putNumber("audiobitrate", media.audioBitRate());
        fields.putNumber("audiosamplerate", media.audioSampleRate());
        fields.putNumber("rotate", media.rotate());
    }

    private static void writeContents(List<Metadata> contents, JsonGenerator json, RenderOptions options)
            throws IOException {
        json.writeFieldName("contents");
        json.writeStartArray();
        for (Metadata child : contents) {
            write(child, json, options);
        }
        json.writeEndArray();
    }

    static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }
}
