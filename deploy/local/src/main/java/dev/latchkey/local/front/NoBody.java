package dev.latchkey.local.front;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/** Answers that have no body by their status are not announced as chunked: clients would wait for the chunks. */
final class NoBody implements ProxyInterceptor {

    @Override
    public Future<Void> handleProxyResponse(ProxyContext context) {
        ProxyResponse response = context.response();
        boolean none = response.getStatusCode() == 204 || response.getStatusCode() == 304;
        if (none && response.getBody() != null && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            response.getBody().stream().resume();
            response.setBody(null);
        }
        return context.sendResponse();
    }
}
