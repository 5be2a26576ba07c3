package dev.latchkey.protocol.rpc;

import dev.latchkey.protocol.testing.TestKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** The key files alone: what is tested here needs no database. */
public final class SharedSecret implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return TestKeys.write(Path.of(System.getProperty("latchkey.test.work", "target"), "test-keys"));
    }

    @Override
    public void stop() {}
}
