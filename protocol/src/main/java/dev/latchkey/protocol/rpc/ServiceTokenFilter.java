package dev.latchkey.protocol.rpc;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;

/** Puts a service token, and the id of the request being served, on every request to one neighbour, whose token is good for nobody else. */
public final class ServiceTokenFilter implements ClientRequestFilter {

    private final ServiceTokens tokens;
    private final String audience;

    /**
     * @param tokens makes the tokens
     * @param audience the neighbour's name, such as {@code auth-service}
     */
    public ServiceTokenFilter(ServiceTokens tokens, String audience) {
        this.tokens = tokens;
        this.audience = audience;
    }

    @Override
    public void filter(ClientRequestContext request) {
        request.getHeaders().putSingle("Authorization", "Bearer " + tokens.issue(audience));
        RequestId.current().ifPresent(id -> request.getHeaders().putSingle(RequestId.HEADER, id));
    }
}
