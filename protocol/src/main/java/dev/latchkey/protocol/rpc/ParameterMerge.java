package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes every way of passing parameters look like one: query, urlencoded or multipart form fields, and cookies are merged into the query in that
 * order, the later overriding the earlier, and the request goes on as GET. So a method is written once. Methods that read a
 * {@linkplain Body#STREAM stream} keep their verb and body; only cookies join their query. A request that needs no merging passes as it is, but for its
 * {@code Accept}: there is one form of answer.
 *
 * <p>The signed dialect under {@code /api/} knows no cookies, which no signature covers; its forms are merged alike, and what was signed is kept in the
 * routing context first.
 *
 * <p>Paths that no method is declared for pass untouched if they are well-formed, to be answered 404 where all unknown ones are: an answer given here would make a metric of its
 * own for each path that a stranger thinks of.
 */
@Singleton
public final class ParameterMerge {

    /** Routing context key: the verb the client used; under {@code /api/} only. */
    public static final String ORIGINAL_METHOD = "latchkey.original-method";

    /** Routing context key: the absolute URL the client used, query included, byte for byte; under {@code /api/} only. */
    public static final String ORIGINAL_URI = "latchkey.original-uri";

    /** What a form may hold, in bytes. The longest legal parameters are paths and comments; this is far above both. */
    static final int MAX_FORM_BYTES = 1 << 20;

    private static final String MERGED = "latchkey.merged";
    private static final int BEFORE_ROUTING = 1_000;
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([a-z0-9][a-z0-9._:+-]*)");
    private static final char REPLACEMENT = '\uFFFD';
    private static final String SIGNED_DIALECT = "/api/";

    private final Declared declared;

    ParameterMerge(Declared declared) {
        this.declared = declared;
    }

    void register(@Observes Filters filters) {
        filters.register(this::merge, BEFORE_ROUTING);
    }

    private void merge(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String path = request.path();
        if (path != null && !isLegal(request, path)) {
            Replies.sendBadRequest(routing, "Malformed address.");
            return;
        }
        if (path == null || !declared.knows(path) || routing.get(MERGED) != null) {
            routing.next();
            return;
        }
        if (isNoVerbOfTheDialects(request.method())) {
            routing.response()
                    .setStatusCode(405)
                    .putHeader("Allow", "GET, POST, PUT")
                    .end();
            return;
        }
        routing.put(MERGED, true);
        request.headers().remove("Accept");
        if (path.startsWith(SIGNED_DIALECT)) {
            routing.put(ORIGINAL_METHOD, request.method().name());
            routing.put(ORIGINAL_URI, request.absoluteURI());
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean plain = readQuery(request.query(), parameters, routing);
        if (routing.response().ended()) {
            return;
        }
        boolean stream = declared.isStream(path);
        boolean hasBody = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
        if (stream || !hasBody) {
            boolean cookies = readCookies(request, parameters);
            go(routing, path, parameters, plain && !cookies, request.method());
            return;
        }
        if (request.method() != HttpMethod.POST && request.method() != HttpMethod.PUT) {
            routing.next();
            return;
        }
        readForm(routing, parameters, () -> {
            readCookies(request, parameters);
            go(routing, path, parameters, false, HttpMethod.GET);
        });
    }

    /** What clients leave as it is in a query, who is asked can make sense of; a signature covers what was sent, though. */
    private boolean isLegal(HttpServerRequest request, String path) {
        boolean forgiven = declared.knows(path) && !path.startsWith(SIGNED_DIALECT);
        return UrlEncoded.isLegal(forgiven ? path : request.uri());
    }

    /** A HEAD would be answered as a GET whose reply is thrown away: a download counted, a file deleted, and nobody told. */
    private static boolean isNoVerbOfTheDialects(HttpMethod verb) {
        return verb == HttpMethod.HEAD || verb == HttpMethod.DELETE;
    }

    private static void go(
            RoutingContext routing, String path, Map<String, String> parameters, boolean untouched, HttpMethod method) {
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            if (parameter.getValue().indexOf('\0') >= 0) {
                Replies.send(routing, ApiError.INVALID_NAME);
                return;
            }
        }
        if (parameters.size() > UrlEncoded.MOST_PARAMETERS) {
            Replies.sendBadRequest(routing, "Too many parameters.");
            return;
        }
        if (untouched) {
            routing.next();
            return;
        }
        routing.reroute(method, path + "?" + UrlEncoded.encode(parameters));
    }

    /** Reads a query; whether it is fit to be passed on as it stands (nothing given twice or dropped, or read in several ways). */
    private static boolean readQuery(@Nullable String query, Map<String, String> into, RoutingContext routing) {
        if (query == null || query.isEmpty()) {
            return true;
        }
        try {
            boolean[] single = {true};
            UrlEncoded.decode(query, StandardCharsets.UTF_8, (name, value) -> single[0] &= put(into, name, value));
            return single[0] && UrlEncoded.isPlain(query);
        } catch (CharacterCodingException noText) {
            Replies.send(routing, ApiError.INVALID_NAME);
        } catch (IllegalArgumentException malformed) {
            Replies.sendBadRequest(routing, "Malformed query.");
        }
        return false;
    }

    private static void readForm(RoutingContext routing, Map<String, String> into, Runnable then) {
        HttpServerRequest request = routing.request();
        String type = request.getHeader("Content-Type");
        String mediaType = type == null ? "" : type.toLowerCase(Locale.ROOT);
        boolean urlencoded = mediaType.startsWith("application/x-www-form-urlencoded");
        boolean multipart = mediaType.startsWith("multipart/form-data");
        AtomicBoolean done = new AtomicBoolean();
        Consumer<String> refuse = text -> {
            if (done.compareAndSet(false, true)) {
                Replies.sendBadRequest(routing, text);
            }
        };
        Buffer body = Buffer.buffer();
        try {
            request.setExpectMultipart(multipart);
        } catch (IllegalStateException malformedContentType) {
            refuse.accept("Malformed form.");
            return;
        }
        if (multipart) {
            // Files have no meaning to these methods: their bytes are counted and dropped.
            request.uploadHandler(upload -> upload.handler(bytes -> {}));
        }
        long[] received = {0};
        request.handler(bytes -> {
            received[0] += bytes.length();
            if (received[0] > MAX_FORM_BYTES) {
                refuse.accept("Form too large.");
            } else if (urlencoded) {
                body.appendBuffer(bytes);
            }
        });
        request.exceptionHandler(failure -> refuse.accept("Malformed form."));
        request.endHandler(end -> {
            if (done.get()) {
                return;
            }
            try {
                if (urlencoded) {
                    UrlEncoded.decode(
                            body.toString(StandardCharsets.ISO_8859_1),
                            charset(mediaType),
                            (name, value) -> put(into, name, value));
                } else if (multipart) {
                    request.formAttributes().forEach((name, value) -> put(into, name, value));
                    if (into.entrySet().stream().anyMatch(ParameterMerge::isSpoilt)) {
                        throw new CharacterCodingException();
                    }
                }
            } catch (CharacterCodingException noText) {
                Replies.send(routing, ApiError.INVALID_NAME);
                return;
            } catch (IllegalArgumentException malformed) {
                refuse.accept("Malformed form.");
                return;
            }
            if (done.compareAndSet(false, true)) {
                then.run();
            }
        });
        request.resume();
    }

    /** Of a form, in lower case; UTF-8 unless it says another. */
    private static Charset charset(String mediaType) {
        Matcher charset = CHARSET.matcher(mediaType);
        return charset.find() ? Charset.forName(charset.group(1)) : StandardCharsets.UTF_8;
    }

    /** What was no UTF-8 has been replaced before it comes here. */
    private static boolean isSpoilt(Map.Entry<String, String> field) {
        return field.getKey().indexOf(REPLACEMENT) >= 0 || field.getValue().indexOf(REPLACEMENT) >= 0;
    }

    /**
     * Takes a parameter. The dialect's names are lower-case and case-sensitive, the framework's are not: {@code Path} would be read as {@code path}, so what
     * is not lower-case is dropped here as the unknown parameter it is.
     *
     * @return whether it stands as it was given: taken, and not given before
     */
    private static boolean put(Map<String, String> into, String name, String value) {
        if (!name.equals(name.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return into.put(name, value) == null;
    }

    private static boolean readCookies(HttpServerRequest request, Map<String, String> into) {
        return !request.path().startsWith(SIGNED_DIALECT) && readCookies(request.getHeader("Cookie"), into);
    }

    /**
     * Reads cookies as parameters. The vendor's Java SDK sends a whole {@code Set-Cookie} line back, so attributes without a value and ones that only
     * look like parameters ({@code Path=/}) come along: names are case-sensitive, and what has no value is no parameter.
     */
    static boolean readCookies(@Nullable String header, Map<String, String> into) {
        if (header == null) {
            return false;
        }
        boolean any = false;
        for (String token : header.split(";", -1)) {
            int equals = token.indexOf('=');
            if (equals > 0) {
                String value = token.substring(equals + 1).strip();
                if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
                    value = value.substring(1, value.length() - 1);
                }
                put(into, token.substring(0, equals).strip(), value);
                any = true;
            }
        }
        return any;
    }
}
