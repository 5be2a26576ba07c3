package dev.latchkey.local;

import dev.latchkey.local.demo.Demo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The program behind {@code deploy/local/up}. */
public final class Main {

    private Main() {}

    /** Exit code 0: all went well; 1: it did not, and one line says why. */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            Options options = Options.parse(arguments, Root.find().resolve(".latchkey"));
            if (options.help()) {
                out.print(help());
                return 0;
            }
            return run(options, out);
        } catch (CannotStart e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private static int run(Options options, PrintStream out) {
        Clock clock = Clock.systemUTC();
        Ending ending = new Ending();
        Thread atExit = new Thread(
                () -> {
                    if (!ending.isOver()) {
                        out.println();
                        out.println("Ending ...");
                        ending.close();
                    }
                },
                "ending");
        Runtime.getRuntime().addShutdownHook(atExit);
        LauncherLog.open();
        LocalStack.Builder wanted = LocalStack.builder(clock)
                .home(options.home())
                .address(options.address())
                .http(options.http())
                .https(options.https())
                .contentHosts(options.contentHosts())
                .nativeServices(options.nativeServices())
                .progress(out::println);
        options.databaseUrl().ifPresent(wanted::databaseUrl);
        try (ending;
                LocalStack stack = wanted.start(ending)) {
            if (options.demo()) {
                return Demo.walk(stack.https(), stack.tls(), stack.account(), clock, out::println) ? 0 : 1;
            }
            out.print(welcome(stack));
            new CountDownLatch(1).await(); // until a signal ends the process
            return 0;
        } catch (InterruptedException _) {
            return 1;
        }
    }

    private static String help() {
        try (InputStream text = Objects.requireNonNull(Main.class.getResourceAsStream("help.txt"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String welcome(LocalStack stack) {
        Path ca = stack.authority();
        return """

                Latchkey is ready.

                  https            %1$s
                  http             %2$s
                  trust            %3$s
                  demo account     %4$s
                  its password     %5$s
                  state and logs   %6$s

                Lines to paste:

                  L=%1$s; CA=%3$s
                  curl --cacert $CA $L/register -d mail=me@example.com -d password=choose-a-good-1 -d termsaccepted=yes
                  AUTH=$(curl -s --cacert $CA $L/userinfo -d username=%4$s --data-urlencode password=%5$s -d getauth=1 | sed -n 's/.*"auth":"\\([^"]*\\)".*/\\1/p')
                  curl --cacert $CA -T song.mp3 "$L/uploadfile?auth=$AUTH&folderid=0&filename=song.mp3"
                  curl --cacert $CA "$L/getfilepublink?auth=$AUTH&path=/song.mp3&maxdownloads=3"
                  curl --cacert $CA "$L/getpubaudiolink?code=CODE&abitrate=128"
                  curl --cacert $CA -o song-128.mp3 "https://HOST/PATH"      # hosts[0] and path of that answer

                Ctrl-C ends everything; the next start finds the data again.
                """.formatted(
                        stack.https(),
                        stack.http(),
                        ca,
                        stack.account().mail(),
                        stack.account().password(),
                        stack.home());
    }
}
