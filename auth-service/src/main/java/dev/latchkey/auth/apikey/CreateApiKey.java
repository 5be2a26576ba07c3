package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.error.ApiError.INVALID_NETWORKS;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_API_KEYS;
import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.latchkey.auth.Label;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** A Latchkey method: the dialect it serves makes keys in a web page. */
@Path("/createapikey")
@ApiMethod(
        summary = "Makes an API key for signed requests in the account's name.",
        access = ACCOUNT,
        errors = {INVALID_NETWORKS, TOO_MANY_API_KEYS})
final class CreateApiKey {

    record Params(
            @Doc("What to call the key.") @RestQuery Optional<Label> name,

            @Doc(
                    "From where it may be used: addresses or ranges such as 192.0.2.0/24, separated by commas; anywhere if absent.")
            @RestQuery
            Optional<Networks> networks) {}

    record Result(
            @Doc("The key.") @JsonUnwrapped ApiKeyView key,

            @Doc("What to sign requests with; told only now.")
            String secret) {

        /** A secret stays out of logs. */
        @Override
        public String toString() {
            return "Result[" + key.apiKeyId() + "]";
        }
    }

    private final ApiKeys keys;
    private final CurrentCall call;

    CreateApiKey(ApiKeys keys, CurrentCall call) {
        this.keys = keys;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result createApiKey(@BeanParam Params params) {
        NewApiKey created = keys.create(
                call.caller().account(),
                params.name().orElse(new Label("")),
                params.networks().orElse(Networks.ANYWHERE));
        return new Result(ApiKeyView.of(created.key()), created.secret());
    }
}
