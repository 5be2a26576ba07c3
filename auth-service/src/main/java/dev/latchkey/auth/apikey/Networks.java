package dev.latchkey.auth.apikey;

import static dev.latchkey.protocol.error.ApiError.INVALID_NETWORKS;

import dev.latchkey.auth.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * From where an API key may be used: some ranges of addresses, or anywhere if none is named. On the wire and in the
 * database separated by commas.
 */
record Networks(List<Network> ranges) {

    static final Networks ANYWHERE = new Networks(List.of());

    private static final int MOST = 64;

    Networks {
        INVALID_NETWORKS.when(ranges.size() > MOST);
        ranges = List.copyOf(ranges);
    }

    /** Reads ranges separated by commas; 1804 if one is none. */
    public static Networks valueOf(String text) {
        if (text.isBlank()) {
            return ANYWHERE;
        }
        return new Networks(Arrays.stream(text.split(",", -1))
                .map(range -> Network.parse(range).orElseThrow(INVALID_NETWORKS::exception))
                .toList());
    }

    boolean allow(String remoteAddress) {
        return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(remoteAddress));
    }

    List<String> texts() {
        return ranges.stream().map(Network::toString).toList();
    }

    @Override
    public String toString() {
        return ranges.stream().map(Network::toString).collect(Collectors.joining(","));
    }
}
