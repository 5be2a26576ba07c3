package dev.latchkey.file.media;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A service that starts where another one was killed. */
@QuarkusTest
@QuarkusTestResource(value = LeftBehind.class, restrictToAnnotatedClass = true)
@EnabledOnOs(OS.LINUX)
@Timeout(60)
final class StartTest {

    @Test
    void an_ffmpeg_that_was_left_behind_is_ended() throws InterruptedException {
        long leftBehind = ConfigProvider.getConfig().getValue(LeftBehind.PROCESS, Long.class);

        while (ProcessHandle.of(leftBehind).filter(ProcessHandle::isAlive).isPresent()) {
            Thread.sleep(2);
        }
    }
}
