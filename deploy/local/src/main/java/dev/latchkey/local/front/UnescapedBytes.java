package dev.latchkey.local.front;

import io.vertx.core.Future;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;

/**
 * Escapes what of an address a client has sent as bytes beyond ASCII: read as characters, they would be encoded once more on their way on. All
 * else stays as it came.
 */
final class UnescapedBytes implements ProxyInterceptor {

    private static final int ASCII = 0x80;

    @Override
    public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
        String target = context.request().getURI();
        if (target.chars().anyMatch(character -> character >= ASCII)) {
            context.request().setURI(escaped(target));
        }
        return context.sendRequest();
    }

    private static String escaped(String target) {
        StringBuilder escaped = new StringBuilder();
        target.chars().forEach(character -> {
            if (character < ASCII) {
                escaped.append((char) character);
            } else {
                escaped.append("%%%02X".formatted(character));
            }
        });
        return escaped.toString();
    }
}
