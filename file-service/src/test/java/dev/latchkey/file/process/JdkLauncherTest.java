package dev.latchkey.file.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

final class JdkLauncherTest extends LauncherContract {

    @Override
    Launcher launcher() {
        Optional<Path> prlimit = new SearchPath("/usr/bin:/bin").find("prlimit");
        assumeTrue(prlimit.isPresent(), "no prlimit on this machine");
        return new JdkLauncher(prlimit);
    }
}
