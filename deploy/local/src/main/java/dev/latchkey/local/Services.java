package dev.latchkey.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * The processes of the three services. Each keeps its port when it is started again, so that its neighbours find it.
 */
final class Services implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Home home;
    private final Map<Service, Integer> ports;
    private final BiFunction<Service, Map<String, String>, ServiceLaunch> launches;
    private final Consumer<String> progress;
    private final Map<Service, ServiceProcess> processes = new EnumMap<>(Service.class);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    Services(
            Home home,
            Map<Service, Integer> ports,
            BiFunction<Service, Map<String, String>, ServiceLaunch> launches,
            Consumer<String> progress) {
        this.home = home;
        this.ports = ports;
        this.launches = launches;
        this.progress = progress;
    }

    /** Starts all side by side and waits until the last is ready. */
    void startAll() throws IOException, InterruptedException {
        for (Service service : Service.values()) {
            launch(service, Map.of());
        }
        // All at once: the first that fails is told at once, whatever the others still do.
        try (ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<Service> ready = new ExecutorCompletionService<>(waiting);
            for (Service service : Service.values()) {
                ready.submit(() -> awaitReady(service), service);
            }
            for (int i = 0; i < Service.values().length; i++) {
                try {
                    ready.take().get();
                } catch (ExecutionException e) {
                    waiting.shutdownNow();
                    throw e.getCause() instanceof CannotStart reason ? reason : new IllegalStateException(e.getCause());
                }
            }
        }
    }

    /** @param settings for this run, beside what the service always gets */
    void start(Service service, Map<String, String> settings) throws IOException {
        if (process(service).isAlive()) {
            throw new IllegalStateException(service.moduleName() + " runs already");
        }
        launch(service, settings);
        awaitReady(service);
    }

    void stop(Service service) {
        process(service).close();
    }

    void kill(Service service) {
        process(service).kill();
    }

    long pid(Service service) {
        return process(service).pid();
    }

    URI address(Service service) {
        return URI.create("http://127.0.0.1:" + ports.get(service));
    }

    @Override
    public synchronized void close() {
        processes.values().forEach(ServiceProcess::terminate);
        processes.values().forEach(ServiceProcess::close);
        client.shutdownNow();
    }

    private synchronized void launch(Service service, Map<String, String> settings) throws IOException {
        ServiceLaunch launch = launches.apply(service, settings);
        processes.put(
                service,
                ServiceProcess.start(
                        service.moduleName(),
                        launch.command(),
                        launch.environment(),
                        home.temporary(),
                        home.log(service.moduleName()),
                        progress));
    }

    private void awaitReady(Service service) {
        try {
            process(service).awaitReady(client, address(service).resolve("/q/health/ready"), PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while waiting for " + service.moduleName() + ".", e);
        }
    }

    private synchronized ServiceProcess process(Service service) {
        ServiceProcess process = processes.get(service);
        if (process == null) {
            throw new IllegalStateException(service.moduleName() + " was never started");
        }
        return process;
    }
}
