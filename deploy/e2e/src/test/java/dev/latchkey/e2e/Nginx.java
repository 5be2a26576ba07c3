package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.local.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A real nginx with the files of {@code deploy/nginx}: only addresses, certificate and log folder are changed. */
final class Nginx implements AutoCloseable {

    private static final Path FILES = Path.of("..", "nginx").toAbsolutePath().normalize();

    private final Process process;
    private final Thread lastResort;
    private final URI https;

    private Nginx(Process process, URI https) {
        this.process = process;
        this.https = https;
        this.lastResort = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /**
     * Starts it on a free port of loopback. Where no nginx is installed the test says so and is skipped.
     *
     * @param replicas where each service listens
     */
    static Nginx start(Latchkey latchkey, String name, Map<Service, List<URI>> replicas) throws Exception {
        Path program = Program.find("nginx");
        Path folder = Files.createDirectories(latchkey.stack().home().resolve(name));
        Files.createDirectories(folder.resolve("latchkey"));
        for (String file : List.of("routes.conf", "upload.conf", "download.conf")) {
            Files.copy(
                    FILES.resolve(file), folder.resolve("latchkey").resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        int port = Ports.free();
        Files.writeString(folder.resolve("latchkey.conf"), site(latchkey, name, replicas, port));
        // As root, workers would run as somebody who cannot enter this private folder.
        String user = System.getProperty("user.name").equals("root") ? "user root;\n" : "";
        Files.writeString(folder.resolve("nginx.conf"), user + """
                daemon off;
                pid nginx.pid;
                events {}
                http {
                    client_body_temp_path client_body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include latchkey.conf;
                }
                """);
        Process process = new ProcessBuilder(program.toString(), "-p", folder.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Nginx nginx = new Nginx(process, URI.create("https://localhost:" + port));
        Await.until("nginx listens", () -> {
            assertThat(process.isAlive())
                    .as(Files.readString(folder.resolve("output")))
                    .isTrue();
            return Ports.isOpen(port);
        });
        return nginx;
    }

    /** Where it listens; its certificate is the stack's. */
    URI https() {
        return https;
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }

    private static String site(Latchkey latchkey, String name, Map<Service, List<URI>> replicas, int port)
            throws IOException {
        Path tls = latchkey.stack().home().resolve("tls");
        String site = Files.readString(FILES.resolve("latchkey.conf"));
        for (Service service : Service.values()) {
            String servers = replicas.get(service).stream()
                    .map(address -> "server " + address.getAuthority() + ";")
                    .collect(Collectors.joining(" "));
            site = replaced(site, "server 127\\.0\\.0\\.1:808%d;".formatted(service.ordinal() + 1), servers);
        }
        site = replaced(site, "listen 443 ssl;", "listen 127.0.0.1:" + port + " ssl;");
        site = replaced(site, "listen \\[::\\]:443 ssl;", "");
        site = replaced(site, "server_name files\\.example\\.com;", "server_name localhost;");
        site = replaced(
                site, "/etc/nginx/latchkey/tls\\.crt", tls.resolve("server.pem").toString());
        site = replaced(
                site,
                "/etc/nginx/latchkey/tls\\.key",
                tls.resolve("server-key.pem").toString());
        site = replaced(
                site, "/var/log/nginx/latchkey\\.log", latchkey.stack().logs().resolve(name + "-access.log") + "");
        return replaced(
                site,
                "/var/log/nginx/latchkey-error\\.log",
                latchkey.stack().logs().resolve(name + ".log") + "");
    }

    private static String replaced(String text, String pattern, String replacement) {
        String replaced = text.replaceFirst(pattern, replacement);
        assertThat(replaced).as("latchkey.conf has " + pattern).isNotEqualTo(text);
        return replaced;
    }
}
