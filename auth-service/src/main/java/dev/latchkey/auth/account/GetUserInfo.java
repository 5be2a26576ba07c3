package dev.latchkey.auth.account;

import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Flag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The usual way to log in, too: with {@code getauth} any method's reply carries a token, and this one has no other
 * effect.
 */
@Path("/userinfo")
@ApiMethod(summary = "Tells an account about itself.", access = ACCOUNT)
final class GetUserInfo {

    record Params(
            @Doc("If set, the reply names the servers to call.") @RestQuery("getapiserver") @DefaultValue("0")
            Flag getApiServer) {}

    private final UserInfos infos;
    private final CurrentCall call;

    GetUserInfo(UserInfos infos, CurrentCall call) {
        this.infos = infos;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public UserInfo userInfo(@BeanParam Params params) {
        return infos.of(call.caller().account(), params.getApiServer().isSet());
    }
}
