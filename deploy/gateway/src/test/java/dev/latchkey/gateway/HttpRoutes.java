package dev.latchkey.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The routes as HTTPRoutes of the Gateway API: one for each site and service, so that a site can be given a host name
 * of its own. What streams has a rule of its own, in which no request takes too long.
 */
final class HttpRoutes {

    /** What the API allows in one rule, and in one route with two rules of ours. */
    private static final int MATCHES_PER_RULE = 64;

    private static final Map<String, Integer> PORTS =
            Map.of("auth-service", 8081, "file-service", 8082, "link-service", 8083);

    private HttpRoutes() {}

    static String render(List<Route> routes) {
        Map<String, List<Route>> groups = routes.stream()
                .collect(Collectors.groupingBy(
                        route -> route.site() + "-" + route.service(), TreeMap::new, Collectors.toList()));
        List<String> documents = new ArrayList<>();
        groups.forEach((name, group) -> {
            List<List<Route>> rules = rules(group);
            // Two rules to a route: a route may have 128 matches.
            for (int first = 0; first < rules.size(); first += 2) {
                documents.add(document(
                        first == 0 ? name : name + "-" + (first / 2 + 1),
                        rules.subList(first, Math.min(first + 2, rules.size()))));
            }
        });
        return "# Generated from docs/api/routes.json; do not edit.\n" + String.join("---\n", documents);
    }

    private static List<List<Route>> rules(List<Route> group) {
        List<List<Route>> rules = new ArrayList<>();
        group.stream()
                .collect(Collectors.partitioningBy(Route::isStream))
                .values()
                .forEach(kind -> {
                    for (int first = 0; first < kind.size(); first += MATCHES_PER_RULE) {
                        rules.add(kind.subList(first, Math.min(first + MATCHES_PER_RULE, kind.size())));
                    }
                });
        return rules;
    }

    private static String document(String name, List<List<Route>> rules) {
        Route any = rules.getFirst().getFirst();
        StringBuilder yaml = new StringBuilder("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata:
                  name: %s
                  labels:
                    latchkey.dev/site: %s
                spec:
                  parentRefs:
                    - name: latchkey
                  rules:
                """.formatted(name, any.site()));
        for (List<Route> rule : rules) {
            yaml.append("    - matches:\n");
            for (Route route : rule) {
                yaml.append("        - path:\n            type: ")
                        .append(route.isPrefix() ? "PathPrefix" : "Exact")
                        .append("\n            value: ")
                        .append(route.path())
                        .append('\n');
            }
            if (rule.getFirst().isStream()) {
                yaml.append("      timeouts:\n        request: 0s\n");
            }
            yaml.append("      backendRefs:\n        - name: ")
                    .append(any.service())
                    .append("\n          port: ")
                    .append(port(any.service()))
                    .append('\n');
        }
        return yaml.toString();
    }

    private static int port(String service) {
        Integer port = PORTS.get(service);
        if (port == null) {
            throw new IllegalStateException("Which port has " + service + "?");
        }
        return port;
    }
}
