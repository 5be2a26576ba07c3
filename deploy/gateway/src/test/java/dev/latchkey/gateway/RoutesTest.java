package dev.latchkey.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoutesTest {

    private static final List<Route> ROUTES = Route.all();

    @Test
    void the_cluster_routes_what_the_services_declare() {
        Repository.check("deploy/kubernetes/base/routes.yaml", HttpRoutes.render(ROUTES));
    }

    @Test
    void nginx_routes_what_the_services_declare() {
        Repository.check("deploy/nginx/routes.conf", NginxLocations.render(ROUTES));
    }

    @Test
    void nothing_of_the_services_own_is_routed() {
        assertThat(ROUTES)
                .isNotEmpty()
                .allSatisfy(route -> assertThat(route.path())
                        .doesNotStartWith("/internal")
                        .doesNotStartWith("/q/")
                        .isNotEqualTo("/")
                        .isNotEqualTo("/q"));
    }

    @Test
    void uploads_and_content_may_take_long() {
        assertThat(ROUTES.stream().filter(Route::isStream).map(Route::path)).contains("/uploadfile", "/c/");
    }

    @Test
    void many_routes_are_spread_as_the_api_allows() {
        List<Route> many = IntStream.range(0, 300)
                .mapToObj(number -> new Route("/method" + number, false, "file-service", "api", number == 7))
                .toList();

        String[] documents = HttpRoutes.render(many).split("---\n");

        assertThat(documents).hasSize(3).allSatisfy(document -> {
            for (String rule : document.split("- matches:")) {
                assertThat(rule.split("type: Exact", -1)).hasSizeLessThanOrEqualTo(64 + 1);
            }
            assertThat(document.split("type: Exact", -1)).hasSizeLessThanOrEqualTo(128 + 1);
        });
        assertThat(documents[1]).contains("name: api-file-service-2\n");
        assertThat(String.join("", documents)).contains("/method0\n", "/method7\n", "/method299\n");
    }
}
