package dev.latchkey.local.front;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyOptions;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The reverse proxy in front of the services, HTTP and HTTPS. The request line reaches the service byte for byte, as
 * does the Host header: signed requests are verified over both. Bodies stream both ways with back-pressure and are
 * never held.
 */
public final class Front implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1000;
    private static final int IDLE_SECONDS = 300;
    private static final int LONGEST_LINE = 64 << 10;
    private static final int CONNECTIONS_PER_SERVICE = 2000;
    private static final Buffer UNKNOWN_METHOD = Buffer.buffer("{\"result\":404,\"error\":\"Unknown method.\"}");
    private static final Buffer WELCOME = Buffer.buffer("""
            <!doctype html>
            <html lang="en">
            <title>Latchkey</title>
            <h1>Latchkey</h1>
            <p>A self-hosted file-link platform: links that play, download and refuse exactly as told.</p>
            <p>This address speaks its API. The methods are listed in <code>docs/api</code> of the project, this local stack is described in
            <code>docs/local.md</code>.</p>
            </html>
            """);

    private final Routes routes;
    private final Vertx vertx;
    private final Map<String, HttpProxy> proxies = new HashMap<>();
    private final int httpPort;
    private final int httpsPort;

    private Front(Routes routes, Map<String, Integer> services, Listen listen, Vertx vertx)
            throws IOException, InterruptedException {
        this.routes = routes;
        this.vertx = vertx;
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(CONNECTIONS_PER_SERVICE)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_LINE)
                .setTcpNoDelay(true));
        services.forEach((service, port) -> proxies.put(service, proxy(client, service, port)));
        this.httpPort = listen(plain(listen));
        this.httpsPort = listen(secure(listen));
    }

    /**
     * Starts listening.
     *
     * @param services module name and port on 127.0.0.1 of each service
     * @throws IOException a port is taken or the address is not of this machine
     */
    public static Front open(Routes routes, Map<String, Integer> services, Listen listen)
            throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        try {
            return new Front(routes, services, listen, vertx);
        } catch (IOException | InterruptedException | RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    /** The port really listened on. */
    public int httpPort() {
        return httpPort;
    }

    /** The port really listened on. */
    public int httpsPort() {
        return httpsPort;
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // The process is about to end; so do its sockets.
        }
    }

    private static HttpServerOptions plain(Listen listen) {
        return new HttpServerOptions()
                .setHost(listen.address())
                .setPort(listen.http())
                .setHttp2ClearTextEnabled(false) // a body without a length would not be handed on
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_LINE)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setTcpNoDelay(true);
    }

    private static HttpServerOptions secure(Listen listen) {
        return plain(listen)
                .setPort(listen.https())
                .setSsl(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertValue(Buffer.buffer(listen.certificate()))
                        .setKeyValue(Buffer.buffer(listen.key())));
    }

    private int listen(HttpServerOptions options) throws IOException, InterruptedException {
        Future<HttpServer> listening =
                vertx.createHttpServer(options).requestHandler(this::handle).listen();
        try {
            return listening.toCompletionStage().toCompletableFuture().get().actualPort();
        } catch (ExecutionException e) {
            throw new IOException(
                    "cannot listen on %s port %d: %s".formatted(options.getHost(), options.getPort(), e.getMessage()),
                    e);
        }
    }

    private void handle(HttpServerRequest request) {
        String target = request.uri();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (path.equals("/")) {
            answer(request, 200, "text/html; charset=utf-8", WELCOME);
            return;
        }
        Optional<HttpProxy> proxy = routes.owner(path).map(proxies::get);
        if (proxy.isPresent()) {
            proxy.get().handle(request);
        } else {
            answer(request, 404, "application/json", UNKNOWN_METHOD);
        }
    }

    private static void answer(HttpServerRequest request, int status, String contentType, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        if (request.method().name().equals("HEAD")) {
            request.response().end();
        } else {
            request.response().end(body.copy());
        }
    }

    private static HttpProxy proxy(HttpClient client, String service, int port) {
        RequestOptions address = new RequestOptions().setHost("127.0.0.1").setPort(port);
        return HttpProxy.reverseProxy(new ProxyOptions().setSupportWebSocket(false), client)
                .origin((ProxyContext context) -> client.request(address).map(request -> {
                    // A client that leaves resets this request: that is no error to log.
                    request.exceptionHandler(_ -> {});
                    String host = context.request().proxiedRequest().getHeader(HttpHeaders.HOST);
                    return host == null ? request : request.putHeader(HttpHeaders.HOST, host);
                }))
                .addInterceptor(new UnescapedBytes())
                .addInterceptor(new ForwardedHeaders())
                .addInterceptor(new DeadService(service))
                .addInterceptor(new NoBody());
    }
}
