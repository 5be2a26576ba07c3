package dev.latchkey.protocol.tuyu;

import dev.latchkey.protocol.error.ApiError;

/**
 * The errors of the Tuyu dialect: it has no numbers, only a title and a message, which its clients show as they are.
 * The first two are published; the others are ours, in its manner, for what no published source tells.
 */
public enum TuyuError {
    /** No, unknown or wrong key, signature or timestamp. One answer for all, so that nobody learns which. */
    AUTHENTICATION_FAILED("Authentication Failed", "Authentication parameters missing or invalid."),

    /** The file is not there, or the caller may not see it, or not send it: one answer too. */
    NO_ACCESS(
            "You do not have access privileges for this location",
            "Please try a different location or speak to an administrator."),

    /** Ours: a parameter of {@code create_file_link} is missing or wrong, or the link cannot be made as asked. */
    BAD_PARAMETERS("Create File Link Failed", "Parameters missing or invalid."),

    /** Ours: the request was good, and may succeed later. */
    SERVER_TROUBLE("Create File Link Failed", "Please try again or contact customer support.");

    private final String title;
    private final String message;

    TuyuError(String title, String message) {
        this.title = title;
        this.message = message;
    }

    /** What went wrong, in a few words. */
    public String title() {
        return title;
    }

    /** What to do about it. */
    public String message() {
        return message;
    }

    /**
     * How an error of the common list reads in this dialect. Only a handful of them can come up here, and a new one
     * elsewhere need not be thought about: the thousands of its code tell trouble of ours (3 to 5) from a wrong
     * request.
     */
    public static TuyuError of(ApiError error) {
        return switch (error) {
            case LOG_IN_REQUIRED,
                    LOG_IN_FAILED,
                    INVALID_ACCESS_TOKEN,
                    SECOND_FACTOR_REQUIRED,
                    OTHER_LOCATION,
                    TOO_MANY_LOGIN_TRIES -> AUTHENTICATION_FAILED;
            case ACCESS_DENIED,
                    EMAIL_NOT_VERIFIED,
                    INVALID_REFERER,
                    FILE_NOT_FOUND,
                    FOLDER_NOT_FOUND,
                    PARENT_NOT_FOUND,
                    PATH_NOT_FOUND,
                    ONLY_OWN_CAN_BE_LINKED -> NO_ACCESS;
            default -> error.code() >= 3000 && error.code() < 6000 ? SERVER_TROUBLE : BAD_PARAMETERS;
        };
    }
}
