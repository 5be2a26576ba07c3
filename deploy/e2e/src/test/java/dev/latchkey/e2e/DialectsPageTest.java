package dev.latchkey.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/dialects.md} is written by hand; what it says is offered must be what the services declare. */
class DialectsPageTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern METHOD = Pattern.compile("`([a-z_0-9]+)`");
    private static final Pattern COUNTS = Pattern.compile("Offered now: (\\d+) of (\\d+) published methods");

    private record Row(String section, Set<String> offered, Set<String> planned) {

        boolean isPublished() {
            return !section.startsWith("Undocumented");
        }
    }

    @Test
    void offers_what_the_services_declare() throws IOException {
        Set<String> declared = new TreeSet<>();
        for (JsonNode entry :
                new ObjectMapper().readTree(DOCS.resolve("api/methods.json").toFile())) {
            declared.add(entry.get("method").asText());
        }
        Set<String> said = own();
        rows().forEach(row -> said.addAll(row.offered()));
        assertThat(said).isEqualTo(declared);
    }

    @Test
    void counts_right_and_names_each_method_once() throws IOException {
        List<Row> published = rows().stream().filter(Row::isPublished).toList();
        long offered = published.stream().mapToLong(row -> row.offered().size()).sum();
        long planned = published.stream().mapToLong(row -> row.planned().size()).sum();
        Set<String> names = new TreeSet<>();
        published.forEach(row -> names.addAll(row.offered()));
        published.forEach(row -> names.addAll(row.planned()));
        Matcher counts = COUNTS.matcher(page());
        assertThat(counts.find()).isTrue();
        assertThat(counts.group(1)).isEqualTo(Long.toString(offered));
        assertThat(counts.group(2))
                .isEqualTo(Long.toString(offered + planned))
                .isEqualTo(Integer.toString(names.size()));
    }

    private static List<Row> rows() throws IOException {
        String text = page();
        String table = text.substring(text.indexOf("\n### pCloud\n"), text.indexOf("\n### Tuyu\n"));
        List<Row> rows = ROW.matcher(table)
                .results()
                .map(row -> new Row(row.group(1), methods(row.group(2)), methods(row.group(3))))
                .filter(row -> !row.offered().isEmpty() || !row.planned().isEmpty())
                .toList();
        assertThat(rows).hasSizeGreaterThan(10);
        return rows;
    }

    private static Set<String> own() throws IOException {
        return page().lines()
                .filter(line -> line.startsWith("Methods: "))
                .findFirst()
                .map(DialectsPageTest::methods)
                .orElseThrow();
    }

    private static Set<String> methods(String text) {
        return METHOD.matcher(text)
                .results()
                .map((MatchResult method) -> method.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("dialects.md"));
    }
}
