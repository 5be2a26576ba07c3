package dev.latchkey.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.protocol.rpc.ServiceTokens;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import dev.latchkey.protocol.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing a caller could be impersonated with is ever logged, not even by those who watch closely. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class SecretsInLogsTest {

    private final Queue<String> log = new ConcurrentLinkedQueue<>();
    private final Logger ours = Logger.getLogger("dev.latchkey");
    private final Logger root = Logger.getLogger("");
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            StringWriter text = new StringWriter().append(entry.getMessage());
            if (entry.getParameters() != null) {
                for (Object parameter : entry.getParameters()) {
                    text.append(' ').append(String.valueOf(parameter));
                }
            }
            if (entry.getThrown() != null) {
                entry.getThrown().printStackTrace(new PrintWriter(text));
            }
            log.add(text.toString());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Inject
    ServiceTokens serviceTokens;

    @BeforeEach
    void watch_closely() {
        recorder.setLevel(Level.ALL);
        ours.setLevel(Level.ALL);
        root.addHandler(recorder);
    }

    @AfterEach
    void stop_watching() {
        root.removeHandler(recorder);
        ours.setLevel(null);
    }

    @Test
    void passwords_tokens_secrets_and_signatures_are_not_in_the_log() {
        TestAccount ann = TestAccount.register();
        ann.logsIn("login").with("getauth", 1).ok();
        TestAccount.from(ann.address(), "login")
                .with("username", ann.mail())
                .with("password", "SeCrEt-guess")
                .send();
        TestAccount.from(ann.address(), "login").with("auth", "SeCrEt-token").send();
        TestAccount.from(ann.address(), "login").as("SeCrEt.bear.er").send();
        TestAccount.from(ann.address(), "register")
                .with("mail", ann.mail())
                .with("password", "SeCrEt-pass")
                .with("termsaccepted", "yes")
                .send();
        Reply key = ann.calls("createapikey").ok();
        String service = serviceTokens.issue("auth-service");
        for (String path : new String[] {"/internal/signed-requests", "/internal/identify"}) {
            RestAssured.given()
                    .header("Authorization", "Bearer " + service)
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "apiKey",
                            key.string("apikey"),
                            "text",
                            "https://localhost/api/x?signature=SeCrEt-text",
                            "signature",
                            "SeCrEt-signature",
                            "timestamp",
                            1,
                            "auth",
                            ann.auth(),
                            "getAuth",
                            true,
                            "remoteAddress",
                            "10.0.0.1"))
                    .post(path);
        }
        ann.calls("logout").ok();

        assertThat(log).isNotEmpty();
        assertThat(String.join("\n", log))
                .doesNotContain(ann.password())
                .doesNotContain(ann.auth())
                .doesNotContain(key.string("secret"))
                .doesNotContain(service)
                .doesNotContain("SeCrEt");
    }
}
