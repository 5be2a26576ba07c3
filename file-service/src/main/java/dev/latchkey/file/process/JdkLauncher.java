package dev.latchkey.file.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Works on every machine, by way of a program of the JDK and another one that sets the bounds, where there is one. Costs
 * several milliseconds of processor more than {@link PosixLauncher}, and knows neither priorities nor pauses.
 */
final class JdkLauncher implements Launcher {

    private final List<String> prefix;

    /** @param prlimit the one of util-linux */
    JdkLauncher(Optional<Path> prlimit) {
        this.prefix = prlimit.map(program -> Stream.of(
                                Stream.of(program.toString()),
                                BOUNDS.stream().map(bound -> "--%s=%d".formatted(bound.name(), bound.most())),
                                Stream.of("--"))
                        .flatMap(part -> part)
                        .toList())
                .orElse(List.of());
    }

    @Override
    public Launched start(List<String> command, Path directory) throws IOException {
        if (!Files.isExecutable(Path.of(command.getFirst()))) {
            throw new IOException(command.getFirst() + " is not an executable file");
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Stream.concat(prefix.stream(), command.stream()).toList())
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(ENVIRONMENT);
        return new JdkLaunched(builder.start());
    }

    private record JdkLaunched(Process process) implements Launched {

        @Override
        public InputStream output() {
            return process.getInputStream();
        }

        @Override
        public InputStream errors() {
            return process.getErrorStream();
        }

        @Override
        public int waitFor() throws InterruptedException {
            return process.waitFor();
        }

        @Override
        public void kill() {
            process.destroyForcibly();
        }

        @Override
        public void stepBack() {
            // the JDK cannot
        }

        @Override
        public boolean pause() {
            return false;
        }

        @Override
        public void goOn() {
            // there is no pause
        }
    }
}
