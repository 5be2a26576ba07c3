package dev.latchkey.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Stands for a service where the stack itself is tested: takes the same configuration, is ready, and tells what it was
 * given.
 */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getProperty("fake.fails") != null) {
            throw new IllegalStateException(System.getProperty("fake.fails"));
        }
        HttpServer server = HttpServer.create(
                new InetSocketAddress(
                        InetAddress.getByName(System.getProperty("quarkus.http.host")),
                        Integer.getInteger("quarkus.http.port")),
                50);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] reply = (path.equals("/q/health/ready")
                            ? "{}"
                            : path.equals("/getip") ? told() : "{\"result\":0,\"path\":\"" + path + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
            exchange.close();
        });
        server.start();
    }

    private static String told() {
        StringBuilder json = new StringBuilder("{\"result\":0");
        System.getProperties().forEach((key, value) -> {
            if (key.toString().startsWith("latchkey.") || key.toString().startsWith("fake.")) {
                json.append(",\"%s\":\"%s\"".formatted(key, value));
            }
        });
        json.append(",\"database\":\"" + System.getenv("QUARKUS_DATASOURCE_JDBC_URL") + "\"");
        return json.append("}").toString();
    }

    /** Lays out a project's folder whose three services are this one. */
    static Path project(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
        String name = FakeService.class.getName().replace('.', '/') + ".class";
        for (Service service : Service.values()) {
            Path jar = folder.resolve(service.moduleName()).resolve("target/quarkus-app/quarkus-run.jar");
            Files.createDirectories(jar.getParent());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    var bytes = FakeService.class.getClassLoader().getResourceAsStream(name)) {
                out.putNextEntry(new JarEntry(name));
                bytes.transferTo(out);
            }
        }
        return folder;
    }
}
