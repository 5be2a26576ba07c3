package dev.latchkey.link.limit;

import dev.latchkey.protocol.error.ApiError;

/** Whether a link may be used; every way of not may be told to a stranger who knows the code. */
public enum LinkState {
    /** May be used. */
    LIVE,
    /** Deleted by its owner. */
    DELETED,
    /** Past its expiry. */
    EXPIRED,
    /** Has sent as many bytes as it may. */
    TRAFFIC_USED_UP,
    /** Has handed out as many URLs as it may. */
    DOWNLOADS_USED_UP;

    /**
     * Passes a live link.
     *
     * @throws dev.latchkey.protocol.error.ApiException 7002, 7004, 7005 or 7006
     */
    public void check() {
        switch (this) {
            case LIVE -> {}
            case DELETED -> throw ApiError.LINK_DELETED.exception();
            case EXPIRED -> throw ApiError.LINK_EXPIRED.exception();
            case TRAFFIC_USED_UP -> throw ApiError.LINK_TRAFFIC_USED_UP.exception();
            case DOWNLOADS_USED_UP -> throw ApiError.LINK_DOWNLOADS_USED_UP.exception();
        }
    }
}
