package dev.latchkey.file.media;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Whether a file may hold sound or pictures: by its name, or, where the name says nothing, by how it begins. */
final class Probeable {

    private static final Set<String> MEDIA = Set.of(
            "3g2", "3gp", "aac", "ac3", "aif", "aifc", "aiff", "amr", "ape", "asf", "au", "avi", "bmp", "caf", "dsf",
            "dts", "flac", "flv", "gif", "ico", "jfif", "jpe", "jpeg", "jpg", "m2ts", "m4a", "m4b", "m4r", "m4v",
            "mk3d", "mka", "mkv", "mov", "mp1", "mp2", "mp3", "mp4", "mpc", "mpeg", "mpg", "mts", "oga", "ogg", "ogv",
            "opus", "png", "qt", "ra", "rm", "rmvb", "snd", "spx", "tak", "tif", "tiff", "ts", "tta", "vob", "voc",
            "w64", "wav", "wave", "webm", "webp", "weba", "wma", "wmv", "wv");
    private static final List<String> BEGINNINGS = List.of(
            "ID3",
            "OggS",
            "fLaC",
            "RIFF",
            "RIFX",
            "FORM",
            "\u001AE\u00DF\u00A3",
            "0&\u00B2u",
            "FLV",
            "#!AMR",
            "caff",
            ".snd",
            "MAC ",
            "wvpk",
            "DSD ",
            "\u0089PNG",
            "\u00FF\u00D8\u00FF",
            "GIF8",
            "\u0000\u0000\u0001\u00BA",
            ".RMF",
            "TTA1",
            "tBaK",
            "MPCK",
            "MP+");
    private static final List<String> QUICKTIME = List.of("ftyp", "moov", "mdat", "wide", "free", "skip");
    private static final int BEGINNING = 8;
    private static final int QUICKTIME_AT = 4;
    private static final int SYNC = 0xE0;

    private Probeable() {}

    static boolean isWorthALook(String fileName, Path file) throws IOException {
        int dot = fileName.lastIndexOf('.');
        if (dot >= 0 && MEDIA.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT))) {
            return true;
        }
        try (InputStream bytes = Files.newInputStream(file)) {
            return beginsLikeMedia(new String(bytes.readNBytes(BEGINNING), StandardCharsets.ISO_8859_1));
        }
    }

    private static boolean beginsLikeMedia(String beginning) {
        if (beginning.length() < BEGINNING) {
            return false;
        }
        boolean mpegAudio = beginning.charAt(0) == 0xFF && (beginning.charAt(1) & SYNC) == SYNC;
        return mpegAudio
                || QUICKTIME.stream().anyMatch(box -> beginning.startsWith(box, QUICKTIME_AT))
                || BEGINNINGS.stream().anyMatch(beginning::startsWith);
    }
}
