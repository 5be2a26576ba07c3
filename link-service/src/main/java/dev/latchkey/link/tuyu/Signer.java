package dev.latchkey.link.tuyu;

import dev.latchkey.link.remote.SignedRequests;
import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.remote.Caller;
import dev.latchkey.protocol.remote.SignedRequest;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.ParameterMerge;
import dev.latchkey.protocol.tuyu.TuyuParameter;
import dev.latchkey.protocol.tuyu.TuyuSignature.Presented;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who signed the request being served. */
@RequestScoped
class Signer {

    private static final Pattern SECONDS = Pattern.compile("-?[0-9]{1,18}");

    private final SignedRequests signedRequests;
    private final CurrentCall call;
    private final RoutingContext routing;

    Signer(SignedRequests signedRequests, CurrentCall call, RoutingContext routing) {
        this.signedRequests = signedRequests;
        this.call = call;
        this.routing = routing;
    }

    /**
     * The account behind the signature.
     *
     * @throws dev.latchkey.protocol.error.ApiException 2000 whatever is wrong with it, 5000 when nobody can tell
     */
    Caller caller() {
        Presented presented = presented().orElseThrow(ApiError.LOG_IN_FAILED::exception);
        return signedRequests.signer(new SignedRequest(
                parameter(TuyuParameter.API_KEY).orElseThrow(ApiError.LOG_IN_FAILED::exception),
                presented.text(),
                presented.signature(),
                parameter(TuyuParameter.TIMESTAMP).map(Signer::seconds),
                call.remoteAddress()));
    }

    /** The client signed its own URL, as it was before form fields were merged into the query. */
    private Optional<Presented> presented() {
        @Nullable String url = routing.get(ParameterMerge.ORIGINAL_URI);
        if (url == null) {
            // A spelling of the path that is routed here all the same, but was not taken for a request of the dialect.
            return Optional.empty();
        }
        if ("GET".equals(routing.get(ParameterMerge.ORIGINAL_METHOD))) {
            return Presented.byGet(url);
        }
        return parameter(TuyuParameter.SIGNATURE).map(signature -> Presented.byPost(url, signature));
    }

    private Optional<String> parameter(TuyuParameter parameter) {
        return call.parameter(parameter.wireName());
    }

    private static long seconds(String text) {
        if (!SECONDS.matcher(text).matches()) {
            throw ApiError.LOG_IN_FAILED.exception("the timestamp is not a number");
        }
        return Long.parseLong(text);
    }
}
