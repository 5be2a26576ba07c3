package dev.latchkey.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything secret that was said during the run, in either direction: none of it may stand in a log. */
final class Confidential {

    /** Shorter things may stand in a log by chance. */
    private static final int SHORTEST = 8;
    /** Length of the end of a URL's token that holds nothing but its MAC. */
    private static final int MAC_TAIL = 32;

    private static final Set<String> NAMES =
            Set.of("password", "linkpassword", "auth", "access_token", "code", "shortcode", "secret", "signature");
    private static final Pattern TOKEN = Pattern.compile("/c/([A-Za-z0-9_-]{20,})");
    private static final Pattern NUMBER = Pattern.compile("/downloadPublic/(\\d{18})");

    private final Map<String, String> secrets = new ConcurrentHashMap<>();

    /** Each secret and what it is. */
    Map<String, String> all() {
        return Map.copyOf(secrets);
    }

    void add(String what, String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.put(secret, what);
            secrets.put(URLEncoder.encode(secret, StandardCharsets.UTF_8), what);
        }
    }

    /** Takes what is secret among parameters that are about to be sent. */
    void addSent(String name, String value) {
        if (NAMES.contains(name)) {
            add(name, value);
        }
    }

    /** Takes what is secret in an answer. */
    void addReceived(JsonNode json) {
        json.properties().forEach(field -> {
            if (field.getValue().isContainerNode()) {
                addReceived(field.getValue());
            } else if (NAMES.contains(field.getKey())) {
                add(field.getKey(), field.getValue().asText());
            } else if (field.getValue().isTextual()) {
                addAddress(field.getValue().asText());
            }
        });
        if (json.isArray()) {
            json.forEach(this::addReceived);
        }
    }

    /** Takes what is secret in an address of content. */
    void addAddress(String address) {
        Matcher token = TOKEN.matcher(address);
        if (token.find()) {
            add("token of a URL", token.group(1));
            add(
                    "signature of a URL",
                    token.group(1).substring(Math.max(0, token.group(1).length() - MAC_TAIL)));
        }
        Matcher number = NUMBER.matcher(address);
        if (number.find()) {
            add("number of a link", number.group(1));
        }
    }
}
