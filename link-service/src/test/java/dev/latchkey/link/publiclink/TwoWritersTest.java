package dev.latchkey.link.publiclink;

import static dev.latchkey.protocol.error.ApiError.LINK_DELETED;
import static dev.latchkey.protocol.testing.ApiCaller.call;

import dev.latchkey.link.World;
import dev.latchkey.link.World.Person;
import dev.latchkey.protocol.value.LinkId;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Two changes of one link at once must both count, whichever is written last. */
@QuarkusTest
class TwoWritersTest {

    @Inject
    World world;

    @Inject
    LinkRepository rows;

    @Inject
    PublicLinks links;

    @Inject
    Codes codes;

    @Test
    void a_link_deleted_while_it_gets_a_short_code_stays_deleted() {
        Person owner = world.person();
        String code = world.code(owner, world.song(owner));
        QuarkusTransaction.requiringNew().run(() -> {
            LinkEntity row = rows.byCode(LinkCode.valueOf(code)).orElseThrow();
            LinkId id = new LinkId(row.id);
            QuarkusTransaction.requiringNew().run(() -> links.delete(owner.id(), id));
            row.shortCode = codes.shortCode().value();
        });
        call("showpublink").with("code", code).fails(LINK_DELETED);
    }
}
