package dev.latchkey.protocol.signedurl;

import dev.latchkey.protocol.value.LinkId;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The byte layout of version 1, as tabled in {@code docs/signed-urls.md}. Canonical: claims have exactly one encoding,
 * and {@link #read} takes nothing else, so a token cannot be varied without its signer.
 */
final class ClaimsLayout {

    static final int VERSION = 1;
    static final int MAX_KEY_ID = 0xFFFF;

    private static final int SHA256_BYTES = 32;

    private static final int ORIGINAL = 0;
    private static final int AUDIO = 1;

    private static final int FORCED_DOWNLOAD = 1;
    private static final int SKIP_NAME = 1 << 1;
    private static final int ADDRESS = 1 << 2;
    private static final int REFERRER = 1 << 3;
    private static final int ALL_FLAGS = FORCED_DOWNLOAD | SKIP_NAME | ADDRESS | REFERRER;

    private ClaimsLayout() {}

    static byte[] write(SignedUrl url, int keyId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        out.write(VERSION);
        out.write(keyId >>> 8);
        out.write(keyId);
        writeVarint(out, url.expires().getEpochSecond());
        writeVarint(out, url.link().value());
        writeVarint(out, url.linkVersion());
        out.writeBytes(HexFormat.of().parseHex(url.blob()));
        writeVarint(out, url.size());
        writeVariant(out, url.variant());
        writeText(out, url.contentType());
        out.write(flags(url));
        writeVarint(out, url.maxSpeed());
        url.address().map(InetAddress::getAddress).ifPresent(bytes -> writeBytes(out, bytes));
        url.referrer().ifPresent(host -> writeText(out, host));
        return out.toByteArray();
    }

    /**
     * The key that a record says it is signed with, or -1 if it is no record of this version. Trusts nothing; allocates
     * nothing.
     */
    static int keyId(byte[] token) {
        if (token.length < 3 || token[0] != VERSION) {
            return -1;
        }
        return Byte.toUnsignedInt(token[1]) << 8 | Byte.toUnsignedInt(token[2]);
    }

    /** Reads the first {@code length} bytes; empty unless they are exactly what {@link #write} makes of some claims. */
    static Optional<SignedUrl> read(byte[] token, int length) {
        try {
            Reader in = new Reader(token, length);
            SignedUrl url = read(in);
            in.end();
            return Optional.of(url);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static SignedUrl read(Reader in) {
        in.skip(3);
        Instant expires = Instant.ofEpochSecond(in.varint(SignedUrl.MAX_EXPIRES.getEpochSecond()));
        LinkId link = new LinkId(in.varint(Long.MAX_VALUE));
        int linkVersion = (int) in.varint(Integer.MAX_VALUE);
        String blob = HexFormat.of().formatHex(in.bytes(SHA256_BYTES));
        long size = in.varint(Long.MAX_VALUE);
        Variant variant = readVariant(in);
        String contentType = in.text(SignedUrl.MAX_CONTENT_TYPE);
        int flags = in.octet();
        if ((flags & ~ALL_FLAGS) != 0) {
            throw new IllegalArgumentException("unknown flags");
        }
        long maxSpeed = in.varint(Long.MAX_VALUE);
        Optional<InetAddress> address = (flags & ADDRESS) == 0 ? Optional.empty() : Optional.of(readAddress(in));
        Optional<String> referrer =
                (flags & REFERRER) == 0 ? Optional.empty() : Optional.of(in.text(SignedUrl.MAX_REFERRER));
        return new SignedUrl(
                expires,
                link,
                linkVersion,
                blob,
                size,
                variant,
                contentType,
                (flags & FORCED_DOWNLOAD) != 0,
                (flags & SKIP_NAME) != 0,
                maxSpeed,
                address,
                referrer);
    }

    private static int flags(SignedUrl url) {
        return (url.forcedDownload() ? FORCED_DOWNLOAD : 0)
                | (url.skipName() ? SKIP_NAME : 0)
                | (url.address().isPresent() ? ADDRESS : 0)
                | (url.referrer().isPresent() ? REFERRER : 0);
    }

    private static void writeVariant(ByteArrayOutputStream out, Variant variant) {
        switch (variant) {
            case Variant.Original() -> out.write(ORIGINAL);
            case Variant.Audio(int kilobitsPerSecond) -> {
                out.write(AUDIO);
                writeVarint(out, kilobitsPerSecond);
            }
        }
    }

    private static Variant readVariant(Reader in) {
        return switch (in.octet()) {
            case ORIGINAL -> Variant.ORIGINAL;
            case AUDIO -> new Variant.Audio((int) in.varint(Variant.Audio.MAX));
            default -> throw new IllegalArgumentException("unknown variant");
        };
    }

    private static InetAddress readAddress(Reader in) {
        byte[] bytes = in.bytes(in.octet());
        try {
            InetAddress address = InetAddress.getByAddress(bytes);
            if (address.getAddress().length != bytes.length) {
                throw new IllegalArgumentException("IPv4 address written as IPv6");
            }
            return address;
        } catch (UnknownHostException wrongLength) {
            throw new IllegalArgumentException("address of odd length", wrongLength);
        }
    }

    private static void writeText(ByteArrayOutputStream out, String ascii) {
        writeBytes(out, ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static void writeBytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void writeVarint(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7F) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /** Walks over authenticated bytes; whatever is not canonical throws {@link IllegalArgumentException}. */
    private static final class Reader {

        private final byte[] bytes;
        private final int end;
        private int position;

        Reader(byte[] bytes, int end) {
            this.bytes = bytes;
            this.end = end;
        }

        void skip(int count) {
            if (count > end - position) {
                throw new IllegalArgumentException("record too short");
            }
            position += count;
        }

        void end() {
            if (position != end) {
                throw new IllegalArgumentException("trailing bytes");
            }
        }

        int octet() {
            skip(1);
            return Byte.toUnsignedInt(bytes[position - 1]);
        }

        byte[] bytes(int count) {
            skip(count);
            byte[] read = new byte[count];
            System.arraycopy(bytes, position - count, read, 0, count);
            return read;
        }

        String text(int maxLength) {
            int length = octet();
            if (length > maxLength) {
                throw new IllegalArgumentException("text too long");
            }
            skip(length);
            // bytes above 0x7F become characters that no text here may contain
            return new String(bytes, position - length, length, StandardCharsets.ISO_8859_1);
        }

        /** Seven bits an octet, lowest first, at most nine octets, the last of several not zero. */
        long varint(long max) {
            long value = 0;
            for (int shift = 0; shift < 63; shift += 7) {
                int octet = octet();
                value |= (long) (octet & 0x7F) << shift;
                if (octet < 0x80) {
                    if ((octet == 0 && shift > 0) || value > max) {
                        throw new IllegalArgumentException("number not minimal or too large");
                    }
                    return value;
                }
            }
            throw new IllegalArgumentException("number too long");
        }
    }
}
