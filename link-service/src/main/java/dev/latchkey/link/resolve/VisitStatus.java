package dev.latchkey.link.resolve;

import dev.latchkey.protocol.error.ApiError;

/** How a refused visit reads as an HTTP status, for addresses that people and plain download programs open. */
public final class VisitStatus {

    private VisitStatus() {}

    /**
     * 404 unknown or deleted, 410 used up or expired, 403 for the password, 429 for too many of those, 503 for "later",
     * else 400.
     */
    public static int of(ApiError error) {
        return switch (error) {
            case INVALID_LINK_CODE, NO_LINK_CODE, LINK_DELETED, FILE_NOT_FOUND -> 404;
            case LINK_EXPIRED, LINK_TRAFFIC_USED_UP, LINK_DOWNLOADS_USED_UP -> 410;
            case LINK_PASSWORD_REQUIRED, WRONG_LINK_PASSWORD -> 403;
            case TOO_MANY_LOGIN_TRIES -> 429;
            case NO_SERVER_AVAILABLE, INTERNAL_ERROR -> 503;
            default -> 400;
        };
    }
}
