package dev.latchkey.link;

import dev.latchkey.link.resolve.VisitStatus;
import dev.latchkey.protocol.testing.ApiReference;
import dev.latchkey.protocol.testing.OpenOperations;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {

    @Test
    void the_reference_says_what_the_code_declares() {
        ApiReference.check("link-service", OpenOperations.declared(VisitStatus::of));
    }
}
