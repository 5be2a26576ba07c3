package dev.latchkey.file.media;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The ffmpeg this service runs.
 *
 * @param binary  the program
 * @param ffprobe its companion, where one lies beside it
 */
record Ffmpeg(Path binary, Optional<Path> ffprobe) {

    /**
     * Formats that are opened at all. Left out on purpose: playlists and everything else that names further files or
     * addresses to read, devices, and formats that take any bytes for pictures or text.
     */
    private static final String FORMATS = "aac,ac3,aiff,amr,ape,asf,au,avi,bmp_pipe,caf,dsf,dts,eac3,flac,flv,gif,ico,"
            + "jpeg_pipe,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts,ogg,png_pipe,rm,tak,tiff_pipe,tta,voc,w64,wav,webp_pipe,wv";

    private static final String LARGEST_ALLOCATION = Integer.toString(512 << 20);

    /** How an uploaded file is opened: it may hold anything, so it may reach nothing. */
    static List<String> input(Path file) {
        return List.of(
                "-protocol_whitelist",
                "file,pipe",
                "-format_whitelist",
                FORMATS,
                "-max_alloc",
                LARGEST_ALLOCATION,
                "-i",
                "file:" + file.toAbsolutePath());
    }
}
