package dev.latchkey.protocol.signedurl;

import java.util.Optional;

/** The answer to "may this URL be served": exhaustive, so that no caller forgets a refusal. */
public sealed interface Verification {

    /**
     * The URL was signed by us and is still good by the clock. The caller checks what only it can know: the client's
     * address and referrer ({@link SignedUrl#admitsAddress}, {@link SignedUrl#admitsReferrer}), and whether the link
     * has been revoked since.
     *
     * @param url what was signed
     * @param name the decoded file name of the path; empty when the URL was made without one
     */
    record Valid(SignedUrl url, Optional<String> name) implements Verification {}

    /** Not ours: malformed, altered, for another name, or signed by a key that is unknown or retired. Answered 403. */
    record Forged() implements Verification {}

    /**
     * Ours, but its time is over. Answered 410.
     *
     * @param url what was signed; not to be served
     */
    record Expired(SignedUrl url) implements Verification {}
}
