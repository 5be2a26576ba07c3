package dev.latchkey.protocol.rpc;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Wraps what a method returns: {@code result} 0, the global parameters' wishes, and the headers every reply of the dialect has. */
@Singleton
public final class ResultEnvelope {

    private final CurrentCall call;

    ResultEnvelope(CurrentCall call) {
        this.call = call;
    }

    /** Renders the reply of an API method; others pass as they are. */
    @ServerResponseFilter
    public void wrap(ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        if (type == null || !type.isAnnotationPresent(ApiMethod.class)) {
            return;
        }
        addHeaders(response.getHeaders());
        if (response.getEntity() instanceof byte[]) {
            return;
        }
        byte[] rendered = WireJson.success(response.getEntity(), call.issuedAuth(), call.renderOptions());
        // What returns nothing has 204. To set a status makes the whole response anew, even if it is the same.
        if (response.getStatus() != 200) {
            response.setStatus(200);
        }
        response.setEntity(rendered, null, FailureMapper.JSON);
    }

    static void addHeaders(MultivaluedMap<String, Object> headers) {
        headers.putSingle("Cache-Control", "private, max-age=0");
        headers.putSingle("Access-Control-Allow-Origin", "*");
        headers.putSingle("X-Content-Type-Options", "nosniff");
    }
}
