package dev.latchkey.protocol.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.protocol.error.ApiError;
import dev.latchkey.protocol.error.ApiException;
import dev.latchkey.protocol.remote.IdentifyReply;
import dev.latchkey.protocol.remote.IdentifyRequest;
import dev.latchkey.protocol.testing.MutableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which way a credential is judged; what comes of it is told by the adapters' tests in the services. */
class RemoteCallersTest {

    private final List<String> asked = new ArrayList<>();
    private final RemoteCallers callers = new RemoteCallers(
            request -> refuse("token"),
            request -> refuse("password"),
            new UserTokens(
                    () -> {
                        asked.add("nobody");
                        return "{\"keys\":[]}";
                    },
                    new MutableClock(Instant.parse("2026-11-21T12:00:30Z"))));

    private IdentifyReply refuse(String by) {
        asked.add(by);
        return IdentifyReply.refused(ApiError.LOG_IN_FAILED.code());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # auth, access_token, bearer, username, password, who is asked
            x,      ,             ,       ,         ,         token
            ,       x,            ,       ,         ,         token
            ,       ,             x,      ,         ,         token
            ,       ,             ,       a@b.c,    p,        password
            x,      a.b.c,        a.b.c,  a@b.c,    p,        password
            ,       ,             ,       a@b.c,    ,         token
            x,      ,             ,       a@b.c,    ,         token
            ,       ,             a.b.c,  ,         ,         nobody
            ,       a.b.c,        ,       ,         ,         nobody
            ,       a.b.c,        x,      ,         ,         nobody
            ,       ,             a.b.c,  a@b.c,    ,         nobody
            ,       a.b.c,        ,       a@b.c,    ,         nobody
            ,       ,             a.b.c,  ,         p,        nobody
            x,      ,             a.b.c,  ,         ,         token
            x,      a.b.c,        ,       ,         ,         token
            ,       x,            a.b.c,  ,         ,         token
            ,       a.b,          ,       ,         ,         token
            """)
    void the_credential_that_counts_decides_who_is_asked(
            String auth, String accessToken, String bearer, String username, String password, String who) {
        IdentifyRequest credentials = new IdentifyRequest(
                Optional.ofNullable(auth),
                Optional.ofNullable(accessToken),
                Optional.ofNullable(bearer),
                Optional.ofNullable(username),
                Optional.ofNullable(password),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "192.0.2.1");
        assertThatThrownBy(() -> callers.identify(credentials))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.error())
                                .isEqualTo(
                                        who.equals("nobody") ? ApiError.INVALID_ACCESS_TOKEN : ApiError.LOG_IN_FAILED));
        assertThat(asked).containsExactly(who);
    }
}
