package dev.latchkey.file;

import dev.latchkey.protocol.signedurl.SignedUrlCodec;
import dev.latchkey.protocol.testing.ApiReference;
import dev.latchkey.protocol.testing.PublicRoute;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {

    @Test
    void the_reference_says_what_the_code_declares() {
        ApiReference.check("file-service", PublicRoute.content(SignedUrlCodec.PATH));
    }
}
