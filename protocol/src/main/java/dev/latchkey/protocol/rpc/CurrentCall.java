package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The call being served: who makes it and from where. Inject it into resources by constructor. */
@RequestScoped
public class CurrentCall {

    private final RoutingContext routing;
    private @Nullable Identified identified;
    private Map<String, String> formFields = Map.of();

    CurrentCall(RoutingContext routing) {
        this.routing = routing;
    }

    /** The caller of a method with {@link Access#ACCOUNT}; {@link ApiError#LOG_IN_REQUIRED} where nobody was asked to prove anything. */
    public Caller caller() {
        if (identified == null) {
            throw ApiError.LOG_IN_REQUIRED.exception();
        }
        return identified.caller();
    }

    /** The client's address, as far as trusted proxies tell. */
    public String remoteAddress() {
        return remoteAddress(routing.request());
    }

    /** The client's {@code User-Agent}, or an empty text. */
    public String userAgent() {
        String agent = routing.request().getHeader("User-Agent");
        return agent == null ? "" : agent;
    }

    /** A request header, if sent. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(routing.request().getHeader(name));
    }

    /** The token of an {@code Authorization: Bearer} header, if sent and not empty. */
    public Optional<String> bearer() {
        return Credentials.bearer(routing.request().getHeader("Authorization"));
    }

    /** A parameter, wherever it came from (query, form or cookie), if sent and not empty. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(routing.queryParams().get(name)).filter(text -> !text.isEmpty());
    }

    /** How the caller wants the reply. */
    RenderOptions renderOptions() {
        MultiMap query = routing.queryParams();
        return RenderOptions.of(name -> {
            @Nullable String field = formFields.get(name);
            return field == null ? query.get(name) : field;
        });
    }

    /** Takes the form fields of a streamed body, as far as they were read. */
    void sent(Map<String, String> fields) {
        formFields = Map.copyOf(fields);
    }

    /** Whether nobody waits for the answer any more. */
    boolean isCallerGone() {
        return routing.response().closed();
    }

    /** The session token issued in this call, if one was asked for. */
    Optional<String> issuedAuth() {
        return identified == null ? Optional.empty() : identified.issuedAuth();
    }

    boolean isIdentified() {
        return identified != null;
    }

    void identifiedAs(Identified who) {
        this.identified = who;
    }

    static String remoteAddress(HttpServerRequest request) {
        return request.remoteAddress() == null ? "" : request.remoteAddress().hostAddress();
    }
}
