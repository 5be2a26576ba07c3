package dev.latchkey.auth.account;

import static dev.latchkey.protocol.error.ApiError.EMAIL_TAKEN;
import static dev.latchkey.protocol.error.ApiError.INVALID_MAIL;
import static dev.latchkey.protocol.error.ApiError.NO_MAIL;
import static dev.latchkey.protocol.error.ApiError.NO_PASSWORD;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_CONSECUTIVE;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_SURROUNDED_BY_SPACE;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_TOO_SHORT;
import static dev.latchkey.protocol.error.ApiError.PASSWORD_TOO_UNIFORM;
import static dev.latchkey.protocol.error.ApiError.TERMS_NOT_ACCEPTED;
import static dev.latchkey.protocol.error.ApiError.TOO_MANY_LOGIN_TRIES;
import static dev.latchkey.protocol.rpc.Access.ANYONE;

import dev.latchkey.auth.Label;
import dev.latchkey.protocol.rpc.ApiMethod;
import dev.latchkey.protocol.rpc.CurrentCall;
import dev.latchkey.protocol.rpc.Doc;
import dev.latchkey.protocol.value.Count;
import dev.latchkey.protocol.value.Flag;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Mail addresses are unique whatever their case. The password is judged before the address is looked up. */
@Path("/register")
@ApiMethod(
        summary = "Opens an account.",
        access = ANYONE,
        errors = {
            NO_MAIL,
            NO_PASSWORD,
            INVALID_MAIL,
            PASSWORD_TOO_SHORT,
            PASSWORD_SURROUNDED_BY_SPACE,
            PASSWORD_TOO_UNIFORM,
            PASSWORD_CONSECUTIVE,
            TERMS_NOT_ACCEPTED,
            EMAIL_TAKEN,
            TOO_MANY_LOGIN_TRIES
        })
final class Register {

    record Params(
            @Doc("Mail address of the new account.") @RestQuery
            Optional<MailAddress> mail,

            @Doc(
                    "Its password: at least 6 characters, 4 of them different, no plain run such as abcdef or qwerty, no space around it.")
            @RestQuery
            Optional<String> password,

            @Doc("Must be 'yes'.") @RestQuery("termsaccepted")
            Optional<String> termsAccepted,

            @Doc("Language of the account; 'en' if absent or not understood.") @RestQuery
            Optional<Language> language,

            @Doc("If set, the reply carries a token: the new account is logged in.")
            @RestQuery("getauth")
            @DefaultValue("0")
            Flag getAuth,

            @Doc("Seconds such a token lives at most.") @RestQuery("authexpire")
            Optional<Count> authExpire,

            @Doc("Seconds such a token lives unused.") @RestQuery("authinactiveexpire")
            Optional<Count> authInactiveExpire,

            @Doc("Text kept with such a token; the User-Agent if absent.") @RestQuery
            Optional<Label> device) {

        Params {
            NO_MAIL.when(mail.isEmpty());
            NO_PASSWORD.when(password.filter(text -> !text.isEmpty()).isEmpty());
            PasswordRules.check(password.orElse(""));
            TERMS_NOT_ACCEPTED.when(termsAccepted.filter("yes"::equals).isEmpty());
        }

        /** Passwords stay out of logs. */
        @Override
        public String toString() {
            return "Params[mail=" + mail + "]";
        }
    }

    record Result(
            @Doc("The new account's number.") long userId,
            @Doc("A token, if asked for with getauth.") Optional<String> auth) {}

    private final Accounts accounts;
    private final Registrations registrations;
    private final FirstLogin login;
    private final CurrentCall call;

    Register(Accounts accounts, Registrations registrations, FirstLogin login, CurrentCall call) {
        this.accounts = accounts;
        this.registrations = registrations;
        this.login = login;
        this.call = call;
    }

    @GET
    @RunOnVirtualThread
    public Result register(@BeanParam Params params) {
        registrations.admit(call.remoteAddress());
        Account account = accounts.register(
                params.mail().orElseThrow(),
                params.password().orElseThrow(),
                params.language().orElse(Language.ENGLISH));
        return new Result(
                account.id().value(),
                params.getAuth().isSet() ? Optional.of(logIn(account, params)) : Optional.empty());
    }

    private String logIn(Account account, Params params) {
        return login.open(
                account.id(),
                call.remoteAddress(),
                params.authExpire().map(Count::value),
                params.authInactiveExpire().map(Count::value),
                params.device().orElse(new Label(call.userAgent())));
    }
}
