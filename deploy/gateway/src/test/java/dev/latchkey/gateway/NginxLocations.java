package dev.latchkey.gateway;

import java.util.List;
import java.util.stream.Collectors;

/** The routes as locations of nginx, for one host name. What all have in common is in the file that includes them. */
final class NginxLocations {

    private NginxLocations() {}

    static String render(List<Route> routes) {
        return "# Generated from docs/api/routes.json; do not edit.\n"
                + routes.stream().map(NginxLocations::location).collect(Collectors.joining());
    }

    /** {@code proxy_pass} without a path hands the request line on as it came: signatures are made over it. */
    private static String location(Route route) {
        String stream = "";
        if (route.isStream()) {
            stream = route.site().equals("content")
                    ? "include latchkey/download.conf; "
                    : "include latchkey/upload.conf; ";
        }
        return "location %s %s { %sproxy_pass http://%s; }\n"
                .formatted(route.isPrefix() ? "^~" : "=", route.path(), stream, route.service());
    }
}
