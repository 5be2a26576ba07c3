package dev.latchkey.auth.session;

import static dev.latchkey.protocol.rpc.Access.ACCOUNT;

import dev.latchkey.auth.account.UserInfo;
import dev.latchkey.auth.account.UserInfos;
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
 * The log-in itself has happened when this is reached, as before every method that needs an account: this one only has
 * the name clients look for.
 */
@Path("/login")
@ApiMethod(summary = "Logs an account in and tells it about itself, as userinfo does.", access = ACCOUNT)
final class Login {

    record Params(
            @Doc("If set, the reply names the servers to call.") @RestQuery("getapiserver") @DefaultValue("0")
            Flag getApiServer) {}

    private final UserInfos infos;
    private final CurrentCall call;

    Login(UserInfos infos, CurrentCall call) {
        this.infos = infos;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public UserInfo login(@BeanParam Params params) {
        return infos.of(call.caller().account(), params.getApiServer().isSet());
    }
}
