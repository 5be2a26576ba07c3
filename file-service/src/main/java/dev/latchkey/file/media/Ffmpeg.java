package dev.latchkey.file.media;

import dev.latchkey.file.process.Child;
import dev.latchkey.file.process.Launcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The ffmpeg this service runs.
 *
 * @param binary    the program
 * @param ffprobe   its companion, where one lies beside it
 * @param launcher  starts both of them
 * @param processor what they run on
 */
record Ffmpeg(Path binary, Optional<Path> ffprobe, Launcher launcher, Processor processor) {

    /**
     * Formats that are opened at all. Left out on purpose: playlists and everything else that names further files or
     * addresses to read, devices, and formats that take any bytes for pictures or text.
     */
    private static final String FORMATS = "aac,ac3,aiff,amr,ape,asf,au,avi,bmp_pipe,caf,dsf,dts,eac3,flac,flv,gif,ico,"
            + "jpeg_pipe,matroska,mov,mp3,mpc,mpc8,mpeg,mpegts,ogg,png_pipe,rm,tak,tiff_pipe,tta,voc,w64,wav,webp_pipe,wv";

    private static final String LARGEST_ALLOCATION = Integer.toString(512 << 20);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int FINGERPRINT_BYTES = 4;
    private static final int STOPPED = 255;
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 31;

    private static final String MISSING = "No such file or directory";

    private static final Pattern NOT_OPENED =
            Pattern.compile("Permission denied|Too many open files|Resource temporarily unavailable|Stale file handle");

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

    /** How an uploaded file is opened of which it is known what it is: as that, and as nothing else. */
    static List<String> input(Path file, Optional<String> container) {
        return Stream.concat(container.stream().flatMap(name -> Stream.of("-f", name)), input(file).stream())
                .toList();
    }

    /**
     * How samples are opened that we write ourselves: interleaved, signed 16 bit, little-endian. They may still be to come: where
     * there are none yet they are waited for, so there never is an end.
     */
    static List<String> raw(Path file, int sampleRate, int channels) {
        return List.of(
                "-f",
                "s16le",
                "-ar",
                Integer.toString(sampleRate),
                "-ac",
                Integer.toString(channels),
                "-protocol_whitelist",
                "file,pipe",
                "-follow",
                "1",
                // Else it wants to see the time stamps of fifty packets before it begins, and of short sound there are
                // not so many.
                "-max_ts_probe",
                "0",
                "-i",
                "file:" + file.toAbsolutePath());
    }

    /**
     * What makes the channels that are kept of more, where ffmpeg does not know which is heard where and would refuse to mix
     * them: the first two, where recorders of many tracks have their mix.
     */
    static Optional<String> choiceOfChannels(Sound sound) {
        boolean guessed = sound.channels() > sound.keptChannels() && !sound.channelLayoutKnown();
        return guessed ? Optional.of("pan=stereo|c0=c0|c1=c1") : Optional.empty();
    }

    /** How a command begins, to be continued: code that others have too, one thread, no input, as much to say as wanted. */
    List<String> command(String logLevel) {
        List<String> command = anyCommand();
        command.addAll(List.of("-v", logLevel, "-hide_banner", "-nostats", "-nostdin"));
        command.addAll(List.of("-threads", "1", "-filter_threads", "1"));
        return command;
    }

    private List<String> anyCommand() {
        List<String> command = new ArrayList<>();
        command.add(binary.toString());
        command.addAll(processor.options());
        return command;
    }

    /**
     * Whether a signal ended it: by itself, or caught, which it answers with 255. What it had written by then looks as if it
     * were all. Its own errors are other numbers.
     */
    static boolean wasStopped(int exit) {
        return exit < 0 || exit == STOPPED || (exit > SIGNALS && exit <= SIGNALS + LAST_SIGNAL);
    }

    /**
     * To be asked where nothing was found in a file: it may not have been read at all, which says nothing of what is in it.
     * Only of what no content can bring about is this certain.
     *
     * @throws NoSuchFileException if it had gone: a copy that gave way
     * @throws IOException         if it could not be opened for another reason
     */
    static void checkOpened(Path file, String complaints) throws IOException {
        if (complaints.contains(MISSING)) {
            throw new NoSuchFileException(file.toString());
        }
        Matcher reason = NOT_OPENED.matcher(complaints);
        if (reason.find()) {
            throw new IOException(file + ": " + reason.group());
        }
    }

    /** Starts a command with bounded resources. */
    Child start(List<String> command, Path directory) throws IOException {
        return Child.start(launcher, command, directory);
    }

    /**
     * Tells apart ffmpegs that may make different bytes of the same sound: versions, builds of a version, and processors
     * for which they have other code.
     *
     * @throws IOException if it cannot be run
     */
    String fingerprint(Path directory) throws IOException {
        List<String> command = anyCommand();
        command.add("-version");
        try (Child child = start(command, directory)) {
            Child.Said said = child.finish(PATIENCE);
            if (said.exit() != 0) {
                throw new IOException(
                        binary + " does not run: " + said.complaints().strip());
            }
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((said.output() + processor.kind()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, FINGERPRINT_BYTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + binary + " told its version", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
