package dev.latchkey.link.remote;

import dev.latchkey.protocol.error.ApiError;
import java.util.Arrays;

/** Errors of the dialect that come as numbers from a neighbour. */
final class Refusals {

    private Refusals() {}

    static ApiError of(int code, ApiError otherwise) {
        return Arrays.stream(ApiError.values())
                .filter(error -> error.code() == code)
                .findFirst()
                .orElse(otherwise);
    }
}
