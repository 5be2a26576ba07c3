package dev.latchkey.protocol.signedurl;

import dev.latchkey.protocol.value.LinkId;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The claims of one signed URL: everything the content path needs to serve it, so that a download costs no database and
 * no remote call. Start with {@link #of} and add what is wanted. The values come from our own services; one that cannot
 * be carried is a programming error and throws {@link IllegalArgumentException}.
 *
 * @param expires from this second on the URL is dead; whole seconds (fractions are cut off, so a URL never outlives
 *     what was asked), 1970 to 9999. Chosen by link-service, usually by an {@link ExpiryStep} and never later than the
 *     link's own end
 * @param link the public link the URL was made for, so that traffic can be booked on it and its deletion reaches the
 *     URL; id 0 for an owner's own link, which nothing revokes
 * @param linkVersion the version of the link when the URL was made, from link-service; a revocation kills every smaller
 *     version. 0 and up
 * @param blob SHA-256 of the stored content, 64 lower-case hex digits, from file-service: the URL keeps naming these
 *     bytes even if the file gets new ones
 * @param size length of the stored content in bytes, from file-service; of the original, also when a variant of it is
 *     asked for
 * @param variant which form of the content to serve
 * @param contentType the {@code Content-Type} to answer with, 1 to 255 printable ASCII characters: the caller's wish or
 *     the file's own
 * @param forcedDownload whether the browser is told to save ({@code Content-Disposition: attachment}) instead of
 *     showing
 * @param skipName whether the URL ends after the token, without the file name
 * @param maxSpeed speed limit in bytes per second, 0 for none; wished by the caller
 * @param address the only client address that may use the URL; empty for any
 * @param referrer the only site that may embed the URL, as a lower-case host name; empty for any
 */
public record SignedUrl(
        Instant expires,
        LinkId link,
        int linkVersion,
        String blob,
        long size,
        Variant variant,
        String contentType,
        boolean forcedDownload,
        boolean skipName,
        long maxSpeed,
        Optional<InetAddress> address,
        Optional<String> referrer) {

    /** The latest expiry: 9999-12-31T23:59:59Z, the last that common date formats can say. */
    public static final Instant MAX_EXPIRES = Instant.ofEpochSecond(253_402_300_799L);

    static final int MAX_CONTENT_TYPE = 255;
    static final int MAX_REFERRER = 253;

    private static final LinkId NO_LINK = new LinkId(0);
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

    public SignedUrl {
        expires = expires.truncatedTo(ChronoUnit.SECONDS);
        require(!expires.isBefore(Instant.EPOCH) && !expires.isAfter(MAX_EXPIRES), "expiry out of range");
        require(link.value() >= 0, "negative link id");
        require(linkVersion >= 0, "negative link version");
        require(isSha256(blob), "blob is not a SHA-256 in lower-case hex");
        require(size >= 0, "negative size");
        require(isPrintableAscii(contentType, MAX_CONTENT_TYPE), "content type is not 1 to 255 printable characters");
        require(maxSpeed >= 0, "negative speed limit");
        require(referrer.isEmpty() || isHost(referrer.get()), "referrer is not a lower-case host name");
    }

    /** The original content for anybody until the given time; no link, no speed limit, shown under its name. */
    public static SignedUrl of(String blob, long size, String contentType, Instant expires) {
        return new SignedUrl(
                expires,
                NO_LINK,
                0,
                blob,
                size,
                Variant.ORIGINAL,
                contentType,
                false,
                false,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, made for a public link as it stands in the given version. */
    public SignedUrl forLink(LinkId newLink, int newLinkVersion) {
        return new SignedUrl(
                expires,
                newLink,
                newLinkVersion,
                blob,
                size,
                variant,
                contentType,
                forcedDownload,
                skipName,
                maxSpeed,
                address,
                referrer);
    }

    /** The same in another form, with the content type of that form. */
    public SignedUrl as(Variant newVariant, String newContentType) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                newVariant,
                newContentType,
                forcedDownload,
                skipName,
                maxSpeed,
                address,
                referrer);
    }

    /** The same, saved by the browser instead of shown. */
    public SignedUrl withForcedDownload(boolean forced) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                forced,
                skipName,
                maxSpeed,
                address,
                referrer);
    }

    /** The same, with or without the file name at the end of the URL. */
    public SignedUrl withSkipName(boolean skip) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                forcedDownload,
                skip,
                maxSpeed,
                address,
                referrer);
    }

    /** The same, at most so many bytes per second; 0 for no limit. */
    public SignedUrl withMaxSpeed(long bytesPerSecond) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                forcedDownload,
                skipName,
                bytesPerSecond,
                address,
                referrer);
    }

    /** The same, for one client address only. */
    public SignedUrl boundToAddress(InetAddress client) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                forcedDownload,
                skipName,
                maxSpeed,
                Optional.of(client),
                referrer);
    }

    /** The same, for pages of one host (and its subdomains) only. */
    public SignedUrl boundToReferrer(String host) {
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                forcedDownload,
                skipName,
                maxSpeed,
                address,
                Optional.of(host.toLowerCase(Locale.ROOT)));
    }

    /**
     * Whether a client may use this URL.
     *
     * @param client its address as a literal, IPv4 or IPv6; what is no address is admitted to unbound URLs only
     */
    public boolean admitsAddress(String client) {
        if (address.isEmpty()) {
            return true;
        }
        try {
            return address.get().equals(InetAddress.ofLiteral(client));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /**
     * Whether a page may embed this URL: its host is the bound one or a subdomain of it.
     *
     * @param header the request's {@code Referer} (or {@code Origin}); a bound URL is refused without one
     */
    public boolean admitsReferrer(Optional<String> header) {
        if (referrer.isEmpty()) {
            return true;
        }
        String bound = referrer.get();
        return header.flatMap(SignedUrl::hostOf)
                .filter(host -> host.equals(bound) || host.endsWith("." + bound))
                .isPresent();
    }

    private static Optional<String> hostOf(String url) {
        try {
            return Optional.ofNullable(new URI(url).getHost()).map(host -> host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException notAnAddress) {
            return Optional.empty();
        }
    }

    /** All bytes at once, not sign by sign: each URL is looked at here several times while it is made, and each download once. */
    private static boolean isSha256(String text) {
        if (text.length() != 64) {
            return false;
        }
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (!(each >= '0' && each <= '9' || each >= 'a' && each <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintableAscii(String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each < ' ' || each > '~') {
                return false;
            }
        }
        return true;
    }

    private static boolean isHost(String text) {
        return text.length() <= MAX_REFERRER && HOST.matcher(text).matches();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
