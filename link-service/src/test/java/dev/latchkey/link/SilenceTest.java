package dev.latchkey.link;

import static dev.latchkey.protocol.testing.ApiCaller.call;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.remote.FileHandle;
import dev.latchkey.protocol.testing.ApiCaller.Reply;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may not be in a log is not in one, whatever goes wrong. */
@QuarkusTest
class SilenceTest {

    @Inject
    World world;

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger root = LogContext.getLogContext().getLogger("");
    private final PatternFormatter whole = new PatternFormatter("%c %s %e");
    private final ExtHandler listener = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            logged.add(whole.format(entry));
        }
    };

    @BeforeEach
    void listen() {
        root.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        root.removeHandler(listener);
        world.files.comeBack();
    }

    @Test
    void no_code_number_password_or_token_is_logged() {
        Person owner = world.person();
        FileHandle song = world.song(owner);
        Reply link = world.link(owner, song, "shortlink", 1, "linkpassword", "open-sesame");
        String code = link.string("code");
        String shortCode = link.string("shortcode");
        String path = call("getpublinkdownload")
                .with("code", code)
                .with("linkpassword", "open-sesame")
                .ok()
                .string("path");
        // A file that no URL can be signed for: a failure of ours, which is logged with all that is known of it.
        world.files.put(new FileHandle(
                song.file(),
                song.owner(),
                song.folders(),
                song.name(),
                song.size(),
                song.contentType(),
                "no hash",
                song.revision(),
                song.hasAudio(),
                song.metadata()));
        call("getpublinkdownload")
                .with("code", code)
                .with("linkpassword", "open-sesame")
                .send();
        given().formParam("code", shortCode)
                .formParam("linkpassword", "open-sesame")
                .post("/publink/download");
        given().get("/s/" + shortCode);
        given().queryParam("code", code).get("/publink/show");
        given().get("/downloadPublic/123456789012345678");
        world.files.goAway();
        call("getpublinkdownload")
                .with("code", code)
                .with("linkpassword", "open-sesame")
                .send();
        assertThat(logged).as("the failure is logged").anyMatch(entry -> entry.contains("blob is not a SHA-256"));
        assertThat(logged)
                .noneMatch(entry -> entry.contains(code)
                        || entry.contains(shortCode)
                        || entry.contains("open-sesame")
                        || entry.contains("123456789012345678")
                        || entry.contains(owner.token())
                        || entry.contains(path));
    }
}
