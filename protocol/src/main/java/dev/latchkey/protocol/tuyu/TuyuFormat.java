package dev.latchkey.protocol.tuyu;

import java.util.Optional;

/** In what an answer is written; the suffix of the method in the URL decides. */
public enum TuyuFormat {
    JSON("application/json"),
    XML("application/xml;charset=UTF-8");

    private final String contentType;

    TuyuFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The {@code Content-Type} of the answer. */
    public String contentType() {
        return contentType;
    }

    /**
     * What a suffix asks for.
     *
     * @param suffix what follows the method's name in the path: {@code .json}, {@code .xml} or nothing, which means
     *     JSON
     * @return empty for any other suffix: there is no such method
     */
    public static Optional<TuyuFormat> ofSuffix(String suffix) {
        return switch (suffix) {
            case "", ".json" -> Optional.of(JSON);
            case ".xml" -> Optional.of(XML);
            default -> Optional.empty();
        };
    }
}
