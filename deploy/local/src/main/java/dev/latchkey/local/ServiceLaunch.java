package dev.latchkey.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one service is started.
 *
 * @param command program and arguments; no secret among them, the list of processes shows them to everybody
 * @param environment what is secret
 */
record ServiceLaunch(List<String> command, Map<String, String> environment) {

    private static final String HEAP = "-Xmx256m";

    /**
     * @param root the project's folder
     * @param settings configuration keys and values
     * @throws CannotStart the service is not built
     */
    static ServiceLaunch of(
            Service service,
            Path root,
            boolean nativeExecutable,
            Map<String, String> settings,
            Database database,
            Path temporary) {
        List<String> command = new ArrayList<>();
        if (nativeExecutable) {
            command.add(nativeExecutable(service, root).toString());
            command.add(HEAP);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of(
                    HEAP,
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow"));
        }
        command.add("-Djava.io.tmpdir=" + temporary);
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!nativeExecutable) {
            command.addAll(List.of("-jar", jar(service, root).toString()));
        }
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.url());
        database.user().ifPresent(user -> environment.put("QUARKUS_DATASOURCE_USERNAME", user));
        database.password().ifPresent(password -> environment.put("QUARKUS_DATASOURCE_PASSWORD", password));
        return new ServiceLaunch(List.copyOf(command), Map.copyOf(environment));
    }

    private static Path jar(Service service, Path root) {
        Path jar = root.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new CannotStart(service.moduleName()
                    + " is not built: run deploy/local/up without --no-build, or ./mvnw -DskipTests package.");
        }
        return jar;
    }

    private static Path nativeExecutable(Service service, Path root) {
        Path target = root.resolve(service.moduleName()).resolve("target");
        try (var files = Files.newDirectoryStream(target, "*-runner")) {
            for (Path file : files) {
                if (Files.isExecutable(file)) {
                    return file;
                }
            }
        } catch (java.io.IOException _) {
            // not built at all; told below
        }
        throw new CannotStart("There is no native executable of " + service.moduleName()
                + " (target/*-runner): build it with ./mvnw -Dnative package, or leave out --native.");
    }

    /** Without the environment: a record's text may end in a log. */
    @Override
    public String toString() {
        return "ServiceLaunch" + command;
    }
}
