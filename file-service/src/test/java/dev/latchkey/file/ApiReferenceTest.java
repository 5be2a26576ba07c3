package dev.latchkey.file;

import dev.latchkey.file.download.ContentOperations;
import dev.latchkey.protocol.testing.ApiReference;
import org.junit.jupiter.api.Test;

class ApiReferenceTest {

    @Test
    void the_reference_says_what_the_code_declares() {
        ApiReference.check("file-service", ContentOperations.declared());
    }
}
