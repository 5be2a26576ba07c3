package dev.latchkey.file.traffic;

/** A report that link-service will not take, however often it is delivered. */
final class ReportRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    ReportRefused(String why, Throwable cause) {
        super(why, cause);
    }
}
