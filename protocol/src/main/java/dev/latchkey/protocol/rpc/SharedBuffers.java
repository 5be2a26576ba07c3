package dev.latchkey.protocol.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * Makes mappers of JSON whose buffers go from one thread to the next. Jackson's own choice keeps them per thread, which on virtual threads means 20 KB of new memory for each
 * request.
 */
public final class SharedBuffers {

    private SharedBuffers() {}

    /** Begins a mapper that is as Jackson makes it, but for its buffers. */
    public static JsonMapper.Builder mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                .build());
    }
}
