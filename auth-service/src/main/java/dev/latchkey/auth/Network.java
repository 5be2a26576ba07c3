package dev.latchkey.auth;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of internet addresses: {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single address. Addresses are read
 * as they are written; nothing is looked up.
 */
public final class Network {

    /** What one household or one server is usually given of IPv6; its owner changes addresses within it at will. */
    private static final int IPV6_SUBSCRIBER_BITS = 64;

    private static final Pattern DOTTED = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final byte[] base;
    private final int bits;

    private Network(byte[] base, int bits) {
        this.base = base;
        this.bits = bits;
    }

    /** Reads an address or a range; nothing if the text is neither, or sets bits that its prefix length cuts off. */
    public static Optional<Network> parse(String text) {
        String stripped = text.strip();
        int slash = stripped.indexOf('/');
        Optional<byte[]> address = address(slash < 0 ? stripped : stripped.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        byte[] base = address.get();
        String length = slash < 0 ? "" : stripped.substring(slash + 1);
        if (slash >= 0 && !length.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int bits = slash < 0 ? base.length * 8 : Integer.parseInt(length);
        boolean fits = bits <= base.length * 8 && Arrays.equals(cut(base, bits), base);
        return fits ? Optional.of(new Network(base, bits)) : Optional.empty();
    }

    /**
     * The name under which tries from an address are counted: the address itself, of IPv6 its /64. A text that is no
     * address stands for itself.
     */
    public static String subscriberOf(String remoteAddress) {
        return address(remoteAddress)
                .map(address -> new Network(
                        cut(address, IPV6_SUBSCRIBER_BITS), Math.min(address.length * 8, IPV6_SUBSCRIBER_BITS)))
                .map(Network::toString)
                .orElse(remoteAddress);
    }

    /** Whether the address lies in this range. A text that is no address does not. */
    public boolean contains(String remoteAddress) {
        return address(remoteAddress)
                .filter(address -> address.length == base.length && Arrays.equals(cut(address, bits), base))
                .isPresent();
    }

    /** The range as {@link #parse} reads it; a single address without its length. */
    @Override
    public String toString() {
        try {
            String address = InetAddress.getByAddress(base).getHostAddress();
            return bits == base.length * 8 ? address : address + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** The bytes of a literal address; IPv4 within IPv6 is IPv4, and a zone is dropped. */
    private static Optional<byte[]> address(String text) {
        int zone = text.indexOf('%');
        String literal = zone < 0 ? text : text.substring(0, zone);
        // Java reads "192.0.2" and "3221225985" as addresses, too; nobody who writes those means them.
        if (!DOTTED.matcher(literal).matches() && literal.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] cut(byte[] address, int bits) {
        byte[] cut = address.clone();
        for (int bit = bits; bit < cut.length * 8; bit++) {
            cut[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return cut;
    }
}
