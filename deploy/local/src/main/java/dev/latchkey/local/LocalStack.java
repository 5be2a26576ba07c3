package dev.latchkey.local;

import dev.latchkey.local.demo.Account;
import dev.latchkey.local.demo.Api;
import dev.latchkey.local.demo.UnexpectedReply;
import dev.latchkey.local.front.Front;
import dev.latchkey.local.front.Listen;
import dev.latchkey.local.front.Routes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/**
 * All of Latchkey on this machine: PostgreSQL, the three services as processes of their own and the front. Whoever
 * starts it gets it ready to be called, and ends it with {@link #close}; should this process end in any other way,
 * everything else ends too.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.builder(clock).home(folder).http(0).https(0).start()) {
 *     call(stack.https(), stack.tls(), stack.account());
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {

    private final Builder wanted;
    private final Home home;
    private final Ending ending;
    private final ServerCertificate certificate;
    private final Secrets secrets;
    private final Map<Service, Database> databases;
    private final Services services;
    private final Front front;
    private final Optional<Path> ffmpeg;
    private final Account account;

    /** What to start; everything but the clock has a default. */
    public static final class Builder {
        private Path root = Root.find();
        private Optional<Path> home = Optional.empty();
        private String address = "127.0.0.1";
        private int http = 8080;
        private int https = 8443;
        private List<String> contentHosts = List.of();
        private Optional<String> databaseUrl = Optional.empty();
        private boolean nativeServices;
        private final Map<Service, Map<String, String>> settings = new EnumMap<>(Service.class);
        private Consumer<String> progress = _ -> {};

        private final Clock clock;

        private Builder(Clock clock) {
            this.clock = clock;
        }

        /** The project's folder, where the built services are; by default found from the working folder upwards. */
        public Builder root(Path folder) {
            root = folder;
            return this;
        }

        /** State folder; {@code .latchkey} in the project's folder by default. */
        public Builder home(Path folder) {
            home = Optional.of(folder);
            return this;
        }

        /** Address to listen on. */
        public Builder address(String listen) {
            address = listen;
            return this;
        }

        /** Port of plain HTTP; 0 = any free one. */
        public Builder http(int port) {
            http = port;
            return this;
        }

        /** Port of HTTPS; 0 = any free one. */
        public Builder https(int port) {
            https = port;
            return this;
        }

        /** Entries of {@code hosts[]} in answers; empty = the front's own name and port. */
        public Builder contentHosts(List<String> hosts) {
            contentHosts = List.copyOf(hosts);
            return this;
        }

        /**
         * JDBC URL of a PostgreSQL to use instead of the embedded one; its password may come in the variable
         * PGPASSWORD.
         */
        public Builder databaseUrl(String url) {
            databaseUrl = Optional.of(url);
            return this;
        }

        /** Whether to run native executables instead of jars. */
        public Builder nativeServices(boolean wantsNative) {
            nativeServices = wantsNative;
            return this;
        }

        /** A configuration key of one service; wins over what the stack sets itself. */
        public Builder setting(Service service, String key, String value) {
            settings.computeIfAbsent(service, _ -> new HashMap<>()).put(key, value);
            return this;
        }

        /** Is told in a few words what goes on; may be called by any thread. */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        /**
         * Starts everything and waits until it is ready.
         *
         * @throws CannotStart it does not; all that was started has been ended again
         */
        public LocalStack start() {
            return start(new Ending());
        }

        /** Starts everything in charge of somebody who may end it before it is ready. */
        LocalStack start(Ending ending) {
            Home folder = Home.open(home.orElseGet(() -> root.resolve(".latchkey")));
            try {
                return new LocalStack(this, folder, ending);
            } catch (IOException e) {
                ending.close();
                throw Failures.ofDisk(folder, e);
            } catch (UnexpectedReply e) {
                ending.close();
                throw new CannotStart("The stack is up but does not work: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                ending.close();
                Thread.currentThread().interrupt();
                throw new CannotStart("Interrupted while starting.", e);
            } catch (RuntimeException e) {
                ending.close();
                throw e;
            }
        }
    }

    /**
     * Starts with defaults.
     *
     * @param clock what certificates are dated by
     */
    public static Builder builder(Clock clock) {
        return new Builder(clock);
    }

    private LocalStack(Builder wanted, Home home, Ending ending) throws IOException, InterruptedException {
        SecureRandom random = new SecureRandom();
        this.wanted = wanted;
        this.home = home;
        this.ending = ending;
        ending.own(HomeLock.take(home));
        Ports.check(wanted.address, wanted.http, "--http");
        Ports.check(wanted.address, wanted.https, "--https");
        Routes routes = routes();
        secrets = Secrets.in(home.secrets(), random);
        certificate = LocalAuthority.serverCertificate(home.tls(), wanted.clock, random);
        databases = new Databases(administration(random), secrets, random).provide();

        ffmpeg = wanted.nativeServices
                ? BundledFfmpeg.unlessInstalled(System.getenv(), home.programs())
                : Optional.empty(); // the jar carries it

        wanted.progress.accept("Starting the services ...");
        Map<Service, Integer> ports = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            ports.put(service, Ports.free());
        }
        // The front ends first, so it is the last to be owned; yet the services need to know its ports.
        services =
                ending.own(new Services(home, ports, (service, more) -> launch(service, ports, more), wanted.progress));
        front = ending.own(front(routes, ports));
        services.startAll();
        try (Api api = new Api(https(), tls())) {
            account = DemoAccount.open(home.demoAccount(), api, random);
        }
    }

    /** Where clients call, and what {@code https://} links of this stack begin with; no trailing slash. */
    public URI https() {
        return URI.create("https://localhost:" + front.httpsPort());
    }

    /** The same without TLS. */
    public URI http() {
        return URI.create("http://localhost:" + front.httpPort());
    }

    /** PEM file of the authority that clients of {@link #https} have to trust. */
    public Path authority() {
        return certificate.authority();
    }

    /** TLS for clients that trust that authority and no other. */
    public SSLContext tls() {
        return certificate.clientContext();
    }

    /** An account to try things with. */
    public Account account() {
        return account;
    }

    /** The state folder. */
    public Path home() {
        return home.folder();
    }

    /** Folder of the logs: {@code auth-service.log} and so on, {@code postgresql.log}. */
    public Path logs() {
        return home.logs();
    }

    /** Folder of the blob store. */
    public Path blobs() {
        return home.blobs();
    }

    /** The keys of this stack. */
    public Secrets secrets() {
        return secrets;
    }

    /** The database of a service. */
    public Database database(Service service) {
        return Objects.requireNonNull(databases.get(service));
    }

    /** Where a service itself listens, behind the front. */
    public URI address(Service service) {
        return services.address(service);
    }

    /** The process of a service. */
    public long pid(Service service) {
        return services.pid(service);
    }

    /** Ends a service gracefully; its neighbours and the front stay. */
    public void stop(Service service) {
        services.stop(service);
    }

    /** Ends a service as {@code kill -9} does. */
    public void kill(Service service) {
        services.kill(service);
    }

    /**
     * Starts a service that was ended, at the address it had, and waits until it is ready.
     *
     * @throws CannotStart it does not start
     */
    public void start(Service service) {
        start(service, Map.of());
    }

    /**
     * The same, with settings that hold until the service ends; they win over all others.
     *
     * @param settings configuration keys and values
     */
    public void start(Service service, Map<String, String> settings) {
        try {
            services.start(service, settings);
        } catch (IOException e) {
            throw Failures.ofDisk(home, e);
        }
    }

    /** Ends everything: the front, the services, PostgreSQL. */
    @Override
    public void close() {
        ending.close();
    }

    private static Routes routes() {
        try {
            return Routes.load();
        } catch (IllegalStateException e) {
            throw new CannotStart("The front has no routes: " + e.getMessage() + ".", e);
        }
    }

    private Database administration(SecureRandom random) throws IOException, InterruptedException {
        if (wanted.databaseUrl.isPresent()) {
            return new Database(
                    wanted.databaseUrl.get(), Optional.empty(), Optional.ofNullable(System.getenv("PGPASSWORD")));
        }
        wanted.progress.accept("Starting PostgreSQL ...");
        return ending.own(Postgres.start(home, secrets, random)).administration();
    }

    private Front front(Routes routes, Map<Service, Integer> ports) throws InterruptedException {
        Map<String, Integer> owners = new HashMap<>();
        ports.forEach((service, port) -> owners.put(service.moduleName(), port));
        try {
            return Front.open(
                    routes,
                    owners,
                    new Listen(
                            wanted.address, wanted.http, wanted.https, certificate.certificate(), certificate.key()));
        } catch (IOException e) {
            throw new CannotStart("The front does not start: " + e.getMessage() + ".", e);
        }
    }

    private ServiceLaunch launch(Service service, Map<Service, Integer> ports, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("quarkus.http.host", "127.0.0.1");
        // The first connection of a cold process on a busy machine takes its time, and three start at once.
        settings.put("quarkus.datasource.jdbc.acquisition-timeout", "30S");
        settings.put("quarkus.log.console.json.enabled", "false"); // people read these logs
        settings.put("quarkus.http.port", String.valueOf(ports.get(service)));
        ports.forEach((neighbour, port) ->
                settings.put("latchkey." + neighbour.shortName() + ".url", "http://127.0.0.1:" + port));
        settings.put("latchkey.internal.secret-file", secrets.internal().toString());
        settings.put("latchkey.signed-url.keys-file", secrets.signedUrls().toString());
        settings.put("latchkey.public.url", https().toString());
        settings.put("latchkey.public.api-hosts", https().getAuthority());
        settings.put(
                "latchkey.public.content-hosts",
                wanted.contentHosts.isEmpty() ? https().getAuthority() : String.join(",", wanted.contentHosts));
        switch (service) {
            case AUTH -> {
                settings.put("latchkey.auth.jwt-keys-file", secrets.jwt().toString());
                settings.put(
                        "latchkey.auth.secret-key-file", secrets.apiSecrets().toString());
            }
            case FILE -> {
                settings.put("latchkey.file.blobs", home.blobs().toString());
                settings.put("latchkey.media.directory", home.media().toString());
                ffmpeg.ifPresent(program -> settings.put("latchkey.media.ffmpeg", program.toString()));
            }
            case LINK -> {}
        }
        settings.putAll(wanted.settings.getOrDefault(service, Map.of()));
        settings.putAll(more);
        return ServiceLaunch.of(
                service, wanted.root, wanted.nativeServices, settings, database(service), home.temporary());
    }
}
