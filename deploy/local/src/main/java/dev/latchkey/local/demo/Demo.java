package dev.latchkey.local.demo;

import java.net.URI;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * Walks the journey of a song, against a running stack and from outside: up it goes, a link comes out, the link plays,
 * keeps its limits and ends when it was told to. Everything that comes back is looked at; the first thing that is not
 * as it should be ends the walk.
 */
public final class Demo {

    private static final Duration LINK_LIFE = Duration.ofSeconds(20);
    private static final int DOWNLOADS = 2;
    private static final int BIT_RATE = 128;
    /** An encoder pads the beginning and fills the last frame. */
    private static final Duration ENCODER_PADDING = Duration.ofMillis(200);

    private static final int LINK_EXPIRED = 7004;
    private static final int DOWNLOADS_USED_UP = 7006;
    private static final Set<Integer> BUSY = Set.of(5000, 5002);
    private static final int TRIES = 5;

    private final Api api;
    private final Account account;
    private final Clock clock;
    private final Consumer<String> print;
    private int step;

    private Demo(Api api, Account account, Clock clock, Consumer<String> print) {
        this.api = api;
        this.account = account;
        this.clock = clock;
        this.print = print;
    }

    /**
     * Walks; prints each step as it goes.
     *
     * @param address HTTPS address of the stack, without path
     * @param clock by which the end of the link is waited for
     * @return whether all was as it should be
     */
    public static boolean walk(URI address, SSLContext tls, Account account, Clock clock, Consumer<String> print) {
        try (Api api = new Api(address, tls)) {
            new Demo(api, account, clock, print).walk();
            return true;
        } catch (UnexpectedReply e) {
            print.accept("");
            print.accept("  FAILED: " + e.getMessage());
            return false;
        }
    }

    private void walk() {
        print.accept("");
        print.accept("A song goes in, an expiring link comes out");
        print.accept("");

        Song song = Song.play();
        say(
                "A song",
                "%s of music, made here: %s of stereo sound at %d Hz"
                        .formatted(seconds(song.duration()), size(song.wav().length), song.sampleRate()));

        String auth = call(
                        "userinfo", Map.of("username", account.mail(), "password", account.password(), "getauth", "1"))
                .ok()
                .text("auth");
        say("Log in", account.mail() + " gets a token");

        String folder = call("createfolderifnotexists", Map.of("auth", auth, "path", "/Latchkey demo"))
                .ok()
                .text("metadata/folderid");
        String name = "song " + clock.instant().getEpochSecond() + ".wav";
        String file = upload(auth, folder, name, song);
        try {
            publicLink(auth, file, name, song);
        } finally {
            call("deletefile", Map.of("auth", auth, "fileid", file));
        }
        say("Tidy up", "the file is deleted");
        print.accept("");
        print.accept("All of it as it should be.");
    }

    private String upload(String auth, String folder, String name, Song song) {
        Reply reply = api.upload(
                        "uploadfile",
                        ordered("auth", auth, "folderid", folder, "filename", name, "nopartial", "1"),
                        song.wav())
                .ok();
        expect(
                reply.text("metadata/0/size").equals(Integer.toString(song.wav().length)),
                "uploadfile stored another size than was sent");
        expect(reply.text("checksums/0/sha1").equals(sha1(song.wav())), "uploadfile stored other bytes than were sent");
        say("Upload", "\"" + name + "\" is stored, its SHA-1 is that of the bytes sent");
        return reply.text("metadata/0/fileid");
    }

    private void publicLink(String auth, String file, String name, Song song) {
        Instant end = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(LINK_LIFE);
        Reply link = call(
                        "getfilepublink",
                        ordered(
                                "auth",
                                auth,
                                "fileid",
                                file,
                                "expire",
                                Long.toString(end.getEpochSecond()),
                                "maxdownloads",
                                Integer.toString(DOWNLOADS)))
                .ok();
        String code = link.text("code");
        say("Link", "%s, for %s and %d downloads".formatted(link.text("link"), seconds(LINK_LIFE), DOWNLOADS));

        Reply audio = call(
                        "getpubaudiolink",
                        ordered("code", code, "abitrate", Integer.toString(BIT_RATE), "timeformat", "timestamp"))
                .ok();
        URI content = content(audio);
        say(
                "Audio link",
                "asked without a login: MP3 of %d kbit/s, at https://%s/c/..."
                        .formatted(BIT_RATE, audio.text("hosts/0")));
        byte[] mp3 = play(content, song);
        seek(content, mp3);
        tamper(content);

        original(code, song);
        Reply oneTooMany = call("getpublinkdownload", Map.of("code", code));
        expect(
                oneTooMany.result() == DOWNLOADS_USED_UP,
                "download %d of %d got %s".formatted(DOWNLOADS + 1, DOWNLOADS, told(oneTooMany)));
        say("One more", "refused: " + told(oneTooMany));

        signedDialect(auth, file, name, song);
        expiry(code, content, end);
    }

    private byte[] play(URI content, Song song) {
        HttpResponse<byte[]> download = api.fetch(content);
        expect(download.statusCode() == 200, "the download answered HTTP " + download.statusCode());
        Mp3 mp3 = mp3(download.body());
        expect(mp3.isConstantly(BIT_RATE), "the MP3 has " + mp3.bitRates() + " kbit/s instead of " + BIT_RATE);
        Duration difference = mp3.duration().minus(song.duration()).abs();
        expect(
                difference.compareTo(ENCODER_PADDING) <= 0,
                "the MP3 plays %s, the song %s".formatted(seconds(mp3.duration()), seconds(song.duration())));
        say(
                "Download",
                "%s of MP3, looked at frame by frame: %d frames, all of %d kbit/s, %d Hz, %s, %s of sound"
                        .formatted(
                                size(download.body().length),
                                mp3.frames(),
                                BIT_RATE,
                                mp3.sampleRate(),
                                mp3.channels() == 2 ? "stereo" : "mono",
                                seconds(mp3.duration())));
        return download.body();
    }

    private static Mp3 mp3(byte[] file) {
        try {
            return Mp3.read(file);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedReply("what came back is no MP3: " + e.getMessage());
        }
    }

    private void seek(URI content, byte[] whole) {
        int from = whole.length / 2;
        int last = from + 9_999;
        HttpResponse<byte[]> part = api.fetch(content, "Range", "bytes=%d-%d".formatted(from, last));
        String told = part.headers().firstValue("Content-Range").orElse("no Content-Range");
        expect(part.statusCode() == 206, "the Range request answered HTTP " + part.statusCode());
        expect(told.equals("bytes %d-%d/%d".formatted(from, last, whole.length)), "the Range request answered " + told);
        expect(
                Arrays.equals(part.body(), Arrays.copyOfRange(whole, from, last + 1)),
                "the Range request brought other bytes than the download");
        say("Seek", "HTTP 206, " + told + ", the same bytes");
    }

    private void tamper(URI content) {
        String address = content.toString();
        int position = address.indexOf("/c/") + 3 + 20;
        char other = address.charAt(position) == 'A' ? 'B' : 'A';
        URI forged = URI.create(address.substring(0, position) + other + address.substring(position + 1));
        int status = api.fetch(forged).statusCode();
        expect(status == 403, "a URL with one changed letter answered HTTP " + status);
        say("Tamper", "one letter of that URL changed: HTTP 403");
    }

    private void original(String code, Song song) {
        Reply reply = call("getpublinkdownload", ordered("code", code, "timeformat", "timestamp"))
                .ok();
        HttpResponse<byte[]> download = api.fetch(content(reply));
        expect(download.statusCode() == 200, "the download of the original answered HTTP " + download.statusCode());
        expect(Arrays.equals(download.body(), song.wav()), "the original came back changed");
        say("Original", "%s, byte for byte what went in".formatted(size(download.body().length)));
    }

    private void signedDialect(String auth, String file, String name, Song song) {
        Reply key = call("createapikey", Map.of("auth", auth, "name", "demo")).ok();
        try {
            URI method = api.address().resolve("/api/create_file_link.json");
            Map<String, String> wanted = Map.of("file_id", file, "link_expiration", "1");
            Reply link = call(
                    "api/create_file_link.json",
                    SignedCall.parameters(method, wanted, key.text("apikey"), key.text("secret"), clock.instant()));
            expect(
                    link.text("fileCreateLink/fileName").equals(name)
                            && link.text("fileCreateLink/fileId").equals(file),
                    "create_file_link answered another file: " + link.json());
            URI address = URI.create(link.text("fileCreateLink/downloadLink"));
            say("Signed dialect", "create_file_link with an API key: " + address);
            HttpResponse<byte[]> download = api.fetch(address);
            expect(download.statusCode() == 200, address.getPath() + " answered HTTP " + download.statusCode());
            expect(
                    Arrays.equals(download.body(), song.wav()),
                    address.getPath() + " brought other bytes than the song");
            Reply forged = call(
                    "api/create_file_link.json",
                    SignedCall.parameters(method, wanted, key.text("apikey"), "a wrong secret", clock.instant()));
            say("", "its download is the song; with a wrong secret: \"" + forged.text("error/title") + "\"");
        } finally {
            call("deleteapikey", Map.of("auth", auth, "apikeyid", key.text("apikeyid")));
        }
    }

    private void expiry(String code, URI content, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        say("Wait", "%s until the link ends ...".formatted(seconds(left.isNegative() ? Duration.ZERO : left)));
        Instant patience = end.plusSeconds(10);
        int status = api.fetch(content).statusCode();
        boolean playedOn = status == 200;
        while (status == 200 && clock.instant().isBefore(patience)) {
            sleep(Duration.ofMillis(500));
            status = api.fetch(content).statusCode();
        }
        expect(status == 410, "the URL of the expired link answered HTTP " + status);
        expect(!playedOn || !clock.instant().isBefore(end), "the URL ended before its link did");
        Reply expired = call("getpubaudiolink", Map.of("code", code));
        expect(expired.result() == LINK_EXPIRED, "the expired link got " + told(expired));
        say("Expired", "the link: " + told(expired) + "; the URL given out before: HTTP 410");
    }

    /** The address in hosts and path; on this machine's own front where the host is a name for other machines. */
    private URI content(Reply reply) {
        String host = reply.text("hosts/0");
        String ours = api.address().getAuthority();
        return URI.create("https://" + (host.equals(ours) ? host : ours) + reply.text("path"));
    }

    /**
     * Services that have just started on a busy machine may be too slow for each other at first; they say so, and
     * clients try again.
     */
    private Reply call(String method, Map<String, String> parameters) {
        Reply reply = api.call(method, parameters);
        for (int again = 0; again < TRIES && BUSY.contains(reply.result()); again++) {
            sleep(Duration.ofSeconds(1));
            reply = api.call(method, parameters);
        }
        return reply;
    }

    private void say(String title, String fact) {
        String number = title.isEmpty() ? "" : ++step + ".";
        print.accept("%4s %-15s %s".formatted(number, title, fact));
    }

    private static void expect(boolean truth, String otherwise) {
        if (!truth) {
            throw new UnexpectedReply(otherwise);
        }
    }

    private static String told(Reply reply) {
        return reply.result() + " " + reply.error();
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> parameters = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return parameters;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private static String size(int bytes) {
        return bytes < 1_000_000 ? bytes / 1000 + " kB" : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static String sha1(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnexpectedReply("interrupted");
        }
    }
}
