package dev.latchkey.link.publiclink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.link.limit.LinkLimits;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which link is found again. */
@QuarkusTest
class PublicLinksTest {

    @Inject
    World world;

    @Inject
    PublicLinks links;

    @Test
    void dead_links_do_not_keep_a_protected_one_from_being_found() {
        Person owner = world.person();
        NewLink wanted = new NewLink(
                owner.id(),
                new LinkTarget.OneFile(world.song(owner).file()),
                LinkLimits.NONE.downloads(1),
                Optional.of("right"),
                false);
        PublicLink alive = links.findOrMake(wanted);
        Optional<PasswordHash> other = Optional.of(PasswordHash.of("other", new SecureRandom()));
        for (int i = 0; i < 8; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            PublicLink newer = links.findOrMake(
                            wanted, other, Set.of(alive.password().orElseThrow()))
                    .orElseThrow();
            links.countDownload(newer);
        }
        assertThat(links.findOrMake(wanted).id()).isEqualTo(alive.id());
    }
}
