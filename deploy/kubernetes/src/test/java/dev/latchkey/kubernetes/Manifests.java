package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Kubernetes objects as they are in YAML.
 *
 * @param yaml as written or rendered
 * @param objects the same, parsed
 */
record Manifests(String yaml, List<HasMetadata> objects) {

    private static final KubernetesSerialization READER = new KubernetesSerialization();
    private static final Map<String, Manifests> OVERLAYS = new ConcurrentHashMap<>();

    /** The base as it is written, which needs no tool. */
    static Manifests base() {
        return parse(Repository.files(Repository.MANIFESTS.resolve("base"), ".yaml").stream()
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .map(Repository::text)
                .collect(Collectors.joining("\n---\n")));
    }

    /** An overlay as a cluster gets it. Where nothing can render it the test says so and is skipped. */
    static Manifests overlay(String name) {
        Optional<List<String>> renderer = Command.find("kubectl")
                .map(kubectl -> List.of(kubectl, "kustomize"))
                .or(() -> Command.find("kustomize").map(kustomize -> List.of(kustomize, "build")));
        Assumptions.assumeTrue(
                renderer.isPresent(),
                "NOT CHECKED: overlays/" + name + ", since neither kubectl nor kustomize is on the PATH");
        return OVERLAYS.computeIfAbsent(name, _ -> rendered(name, renderer.orElseThrow()));
    }

    private static Manifests rendered(String name, List<String> renderer) {
        Path folder = Repository.MANIFESTS.resolve("overlays").resolve(name);
        List<String> command = new ArrayList<>(renderer);
        command.add(folder.toString());
        Command.Outcome outcome = Command.run(folder, command);
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(outcome.errors()).as("warnings of " + command).isEmpty();
        return parse(outcome.output());
    }

    static Manifests parse(String yaml) {
        List<HasMetadata> objects = Stream.of(yaml.split("(?m)^---$"))
                .filter(document -> !document.lines()
                        .allMatch(line -> line.isBlank() || line.stripLeading().startsWith("#")))
                .map(document -> (HasMetadata) READER.unmarshal(document))
                .toList();
        return new Manifests(yaml, objects);
    }

    <T> List<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst();
    }
}
