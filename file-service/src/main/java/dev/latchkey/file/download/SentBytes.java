package dev.latchkey.file.download;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.stream.ChunkedInput;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.Http1xServerConnection;
import java.util.function.LongConsumer;

/**
 * Counts what of a file really went into the socket: a response knows only what was meant to be sent. Sits in the
 * connection's pipeline; counts for one response after the other.
 */
final class SentBytes extends ChannelOutboundHandlerAdapter {

    private static final String NAME = "sent-bytes";

    private LongConsumer sink;

    private SentBytes(LongConsumer sink) {
        this.sink = sink;
    }

    /**
     * From now on tells the given sink what is sent of files on this HTTP/1 connection. To be called on its event loop.
     *
     * @return whether that is possible; if not, the caller has to count
     */
    static boolean count(HttpConnection connection, LongConsumer sink) {
        if (!(connection instanceof Http1xServerConnection base)) {
            return false;
        }
        ChannelPipeline pipeline = base.channelHandlerContext().pipeline();
        SentBytes present = pipeline.get(SentBytes.class);
        if (present == null) {
            pipeline.addBefore(base.channelHandlerContext().name(), NAME, new SentBytes(sink));
        } else {
            present.sink = sink;
        }
        return true;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ChannelPromise counted = promise;
        LongConsumer current = sink;
        if (message instanceof FileRegion region) {
            counted = promise.unvoid();
            counted.addListener(_ -> current.accept(region.transferred()));
        } else if (message instanceof ChunkedInput<?> chunks) {
            counted = promise.unvoid();
            counted.addListener(_ -> current.accept(chunks.progress()));
        }
        context.write(message, counted);
    }
}
