package dev.latchkey.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Listener;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cluster would refuse, or take and then not work with. */
class ManifestsTest {

    private static final String DOCS = Repository.text(Repository.ROOT.resolve("docs/kubernetes.md"));

    @Test
    void the_base_says_only_what_the_api_knows() {
        assertThat(UnknownFields.of(Manifests.base().objects())).isEmpty();
    }

    @Test
    void the_base_keeps_to_the_schemas() {
        assertThat(Schemas.complaints(Manifests.base())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void an_overlay_says_only_what_the_api_knows(String overlay) {
        assertThat(UnknownFields.of(Manifests.overlay(overlay).objects())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void an_overlay_keeps_to_the_schemas(String overlay) {
        assertThat(Schemas.complaints(Manifests.overlay(overlay))).isEmpty();
    }

    @Test
    void misspelt_fields_and_kinds_are_found() {
        Manifests wrong = Manifests.parse("""
                apiVersion: v1
                kind: Service
                metadata:
                  name: x
                spec:
                  ports:
                    - portz: 1
                ---
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata:
                  name: y
                spec:
                  rules:
                    - backendRefs:
                        - name: x
                          wieght: 1
                ---
                apiVersion: v1
                kind: Nonsense
                metadata:
                  name: z
                """);

        assertThat(UnknownFields.of(wrong.objects()))
                .containsExactly(
                        "Service.spec.ports[0].portz",
                        "HTTPRoute.spec.rules[0].backendRefs[0].wieght",
                        "GenericKubernetesResource: no such kind as Nonsense");
    }

    @Test
    void wrong_types_and_values_are_found() {
        Manifests wrong = Manifests.parse("""
                apiVersion: gateway.networking.k8s.io/v1
                kind: HTTPRoute
                metadata:
                  name: y
                spec:
                  rules:
                    - matches:
                        - path:
                            type: PathBeginning
                            value: /
                """);

        assertThat(Schemas.complaints(wrong)).contains("HTTPRoute y").contains("path/type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void selectors_select(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);
        List<Map<String, String>> pods =
                pods(manifests).map(pod -> pod.getMetadata().getLabels()).toList();

        for (var service : manifests.all(io.fabric8.kubernetes.api.model.Service.class)) {
            assertThat(pods)
                    .as(name(service))
                    .anyMatch(labels -> labels.entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()));
        }
        for (Deployment deployment : manifests.all(Deployment.class)) {
            assertThat(matches(
                            deployment.getSpec().getSelector(),
                            deployment.getSpec().getTemplate().getMetadata().getLabels()))
                    .as(name(deployment))
                    .isTrue();
        }
        Stream.concat(
                        manifests.all(PodDisruptionBudget.class).stream()
                                .map(budget -> budget.getSpec().getSelector()),
                        manifests.all(NetworkPolicy.class).stream().flatMap(ManifestsTest::podSelectors))
                .forEach(selector ->
                        assertThat(pods).as(selector.toString()).anyMatch(labels -> matches(selector, labels)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void each_service_listens_where_all_others_look_for_it(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);
        Map<String, String> shared = shared(manifests);

        for (String service : Settings.SERVICES) {
            int port = Integer.parseInt(Settings.properties(service).getProperty("quarkus.http.port"));
            assertThat(container(manifests, service).getPorts())
                    .as(service)
                    .extracting(ContainerPort::getName, ContainerPort::getContainerPort)
                    .containsExactly(Tuple.tuple("http", port));
            var ports = manifests
                    .find(io.fabric8.kubernetes.api.model.Service.class, service)
                    .orElseThrow()
                    .getSpec()
                    .getPorts();
            assertThat(ports).singleElement().satisfies(exposed -> {
                assertThat(exposed.getPort()).isEqualTo(port);
                assertThat(exposed.getTargetPort().getStrVal()).isEqualTo("http");
            });
            assertThat(shared.get("LATCHKEY_" + service.replace("-service", "").toUpperCase(Locale.ROOT) + "_URL"))
                    .isEqualTo("http://" + service + ":" + port);
            assertThat(manifests
                            .find(Deployment.class, service)
                            .orElseThrow()
                            .getSpec()
                            .getTemplate()
                            .getMetadata()
                            .getAnnotations()
                            .get("prometheus.io/port"))
                    .isEqualTo(Integer.toString(port));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void probes_ask_what_a_service_answers(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        for (String service : Settings.SERVICES) {
            Container container = container(manifests, service);
            assertProbe(container.getStartupProbe(), "/q/health/started");
            assertProbe(container.getReadinessProbe(), "/q/health/ready");
            assertProbe(container.getLivenessProbe(), "/q/health/live");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void every_variable_is_a_setting_that_is_read(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);
        Set<String> framework = Settings.ofQuarkus();

        Set<String> ours = Settings.SERVICES.stream()
                .flatMap(service -> Settings.declared(service).stream())
                .collect(Collectors.toSet());
        assertThat(shared(manifests).keySet()).isSubsetOf(union(ours, framework));
        for (String service : Settings.SERVICES) {
            assertThat(container(manifests, service).getEnv())
                    .as(service)
                    .extracting(EnvVar::getName)
                    .doesNotHaveDuplicates()
                    .isSubsetOf(union(Settings.declared(service), framework));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void every_key_file_is_named_mounted_and_documented(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        for (String service : Settings.SERVICES) {
            Map<String, String> environment = environment(manifests, service);
            List<String> files = Settings.declared(service).stream()
                    .filter(variable -> variable.endsWith("_FILE"))
                    .toList();
            assertThat(files).as(service).isNotEmpty();
            for (String variable : files) {
                assertThat(environment).as(service).containsKey(variable);
                String path = environment.get(variable);
                int slash = path.lastIndexOf('/');
                Volume volume = volumeAt(manifests, service, path.substring(0, slash));
                assertThat(volume.getSecret()).as("%s of %s", variable, service).isNotNull();
                assertThat(DOCS)
                        .as(
                                "the row of %s in docs/kubernetes.md",
                                volume.getSecret().getSecretName())
                        .containsPattern("\\| `" + volume.getSecret().getSecretName() + "` \\|[^\\n]*`"
                                + path.substring(slash + 1) + "`");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void every_secret_is_documented_and_none_is_in_the_repository(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        assertThat(manifests.all(Secret.class)).isEmpty();
        assertThat(secrets(manifests))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(DOCS).as(secret).contains("| `" + secret + "` |"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void what_a_pod_refers_to_is_there(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        pods(manifests).map(PodTemplateSpec::getSpec).forEach(pod -> {
            Map<String, Volume> volumes =
                    pod.getVolumes().stream().collect(Collectors.toMap(Volume::getName, volume -> volume));
            volumes.values().forEach(volume -> {
                if (volume.getPersistentVolumeClaim() != null) {
                    assertThat(manifests.find(
                                    PersistentVolumeClaim.class,
                                    volume.getPersistentVolumeClaim().getClaimName()))
                            .isPresent();
                }
                if (volume.getConfigMap() != null) {
                    assertThat(manifests.find(
                                    ConfigMap.class, volume.getConfigMap().getName()))
                            .isPresent();
                }
            });
            for (Container container : pod.getContainers()) {
                container
                        .getEnvFrom()
                        .forEach(from -> assertThat(manifests.find(
                                        ConfigMap.class, from.getConfigMapRef().getName()))
                                .isPresent());
            }
            if (pod.getServiceAccountName() != null) {
                assertThat(manifests.find(ServiceAccount.class, pod.getServiceAccountName()))
                        .isPresent();
            }
        });
        for (Deployment deployment : manifests.all(Deployment.class)) {
            PodSpec pod = deployment.getSpec().getTemplate().getSpec();
            Set<String> volumes = pod.getVolumes().stream().map(Volume::getName).collect(Collectors.toSet());
            assertThat(pod.getContainers().getFirst().getVolumeMounts())
                    .extracting(VolumeMount::getName)
                    .containsExactlyInAnyOrderElementsOf(volumes);
        }
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            String target = scaler.getSpec().getScaleTargetRef().getName();
            assertThat(manifests.find(Deployment.class, target))
                    .as(name(scaler))
                    .hasValueSatisfying(
                            deployment -> assertThat(deployment.getSpec().getReplicas())
                                    .as("replicas of %s are the scaler's business", target)
                                    .isNull());
        }
    }

    @Test
    void replicas_of_a_cluster_share_a_bucket_and_no_disk() {
        Manifests cluster = Manifests.overlay("cluster");
        Map<String, String> environment = environment(cluster, "file-service");

        assertThat(environment)
                .containsEntry("LATCHKEY_FILE_BLOBS_STORE", "s3")
                .containsKeys("LATCHKEY_FILE_S3_ENDPOINT", "LATCHKEY_FILE_S3_BUCKET");
        assertThat(container(cluster, "file-service").getEnv())
                .filteredOn(variable -> variable.getName().matches("LATCHKEY_FILE_S3_(ACCESS|SECRET)_KEY"))
                .hasSize(2)
                .allSatisfy(variable -> assertThat(
                                variable.getValueFrom().getSecretKeyRef().getName())
                        .isEqualTo("latchkey-object-store"));
        assertThat(cluster.all(PersistentVolumeClaim.class)).isEmpty();
        Volume disk = volumeOver(cluster, "file-service", environment.get("LATCHKEY_FILE_BLOBS"));
        BigDecimal needed =
                room(environment, "LATCHKEY_FILE_S3_COPIES").add(room(environment, "LATCHKEY_FILE_S3_STAGING"));
        assertThat(Quantity.getAmountInBytes(disk.getEmptyDir().getSizeLimit())).isGreaterThan(needed);
        int port = port(URI.create(environment.get("LATCHKEY_FILE_S3_ENDPOINT")));
        assertThat(cluster.all(NetworkPolicy.class))
                .as("a way out to port %d", port)
                .anyMatch(policy -> matches(policy.getSpec().getPodSelector(), labels(cluster, "file-service"))
                        && policy.getSpec().getEgress().stream()
                                .anyMatch(rule -> rule.getTo().stream().anyMatch(peer -> peer.getIpBlock() != null)
                                        && rule.getPorts().stream()
                                                .anyMatch(open -> Integer.valueOf(port)
                                                        .equals(open.getPort().getIntVal()))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void routes_lead_from_a_listener_to_a_port(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);
        List<HTTPRoute> routes = manifests.all(HTTPRoute.class);
        assertThat(routes).isNotEmpty();

        for (HTTPRoute route : routes) {
            assertThat(route.getSpec().getParentRefs()).singleElement().satisfies(parent -> {
                Gateway gateway =
                        manifests.find(Gateway.class, parent.getName()).orElseThrow();
                List<Listener> listeners = gateway.getSpec().getListeners().stream()
                        .filter(listener -> parent.getSectionName() == null
                                || listener.getName().equals(parent.getSectionName()))
                        .toList();
                assertThat(listeners).as(name(route)).hasSize(1);
                List<String> hosts = route.getSpec().getHostnames();
                if (hosts != null && !hosts.isEmpty()) {
                    assertThat(hosts).containsExactly(listeners.getFirst().getHostname());
                }
            });
            route.getSpec().getRules().stream()
                    .flatMap(rule -> rule.getBackendRefs().stream())
                    .forEach(backend -> assertThat(manifests
                                    .find(io.fabric8.kubernetes.api.model.Service.class, backend.getName())
                                    .orElseThrow()
                                    .getSpec()
                                    .getPorts())
                            .as(name(route))
                            .anyMatch(port -> port.getPort().equals(backend.getPort())));
        }
    }

    @Test
    void addresses_in_answers_are_those_of_the_listeners() {
        Manifests cluster = Manifests.overlay("cluster");
        Map<String, String> shared = shared(cluster);
        Map<String, String> hosts =
                cluster.find(Gateway.class, "latchkey").orElseThrow().getSpec().getListeners().stream()
                        .collect(Collectors.toMap(Listener::getName, Listener::getHostname));

        assertThat(shared)
                .containsEntry("LATCHKEY_PUBLIC_URL", "https://" + hosts.get("pages"))
                .containsEntry("LATCHKEY_PUBLIC_API_HOSTS", hosts.get("api"))
                .containsEntry("LATCHKEY_PUBLIC_CONTENT_HOSTS", hosts.get("content"));
        assertThat(Manifests.overlay("cluster").all(HTTPRoute.class))
                .allSatisfy(route -> assertThat(route.getSpec().getHostnames())
                        .containsExactly(
                                hosts.get(route.getMetadata().getLabels().get("latchkey.dev/site"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void a_replica_has_time_to_finish(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        for (String service : Settings.SERVICES) {
            PodSpec pod = pod(manifests, service);
            long pause = container(manifests, service)
                    .getLifecycle()
                    .getPreStop()
                    .getSleep()
                    .getSeconds();
            Duration finishing =
                    Duration.parse("PT" + environment(manifests, service).get("QUARKUS_SHUTDOWN_TIMEOUT"));
            assertThat(finishing).isPositive();
            assertThat(Duration.ofSeconds(pod.getTerminationGracePeriodSeconds()))
                    .as(service)
                    .isGreaterThan(finishing.plusSeconds(pause));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void pods_may_do_no_more_than_they_need(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        assertThat(pods(manifests)).isNotEmpty().allSatisfy(template -> {
            PodSpec pod = template.getSpec();
            assertThat(pod.getAutomountServiceAccountToken()).isFalse();
            assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
            assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
            assertThat(pod.getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
                assertThat(container.getResources().getLimits()).containsKey("memory");
            });
        });
        assertThat(manifests.all(ServiceAccount.class))
                .hasSize(3)
                .allSatisfy(account ->
                        assertThat(account.getAutomountServiceAccountToken()).isFalse());
    }

    /** The neighbours that a service's settings name are those that its policy lets it reach, and that let it in. */
    @ParameterizedTest
    @ValueSource(strings = {"single-node", "cluster"})
    void neighbours_reach_each_other(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);

        for (String service : Settings.SERVICES) {
            Set<String> called = Settings.properties(service).stringPropertyNames().stream()
                    .filter(key -> key.matches("latchkey\\.(auth|file|link)\\.url"))
                    .map(key -> key.split("\\.")[1] + "-service")
                    .collect(Collectors.toSet());
            assertThat(called).isNotEmpty();
            NetworkPolicy own = manifests.find(NetworkPolicy.class, service).orElseThrow();
            Set<String> reached = own.getSpec().getEgress().stream()
                    .flatMap(rule -> rule.getTo().stream())
                    .map(peer -> peer.getPodSelector().getMatchLabels().get("app.kubernetes.io/name"))
                    .collect(Collectors.toSet());
            assertThat(reached).as("reached by %s", service).isEqualTo(called);
            for (String neighbour : called) {
                assertThat(manifests
                                .find(NetworkPolicy.class, neighbour)
                                .orElseThrow()
                                .getSpec()
                                .getIngress())
                        .as("%s lets %s in", neighbour, service)
                        .anyMatch(rule -> rule.getFrom().stream()
                                .anyMatch(peer -> peer.getPodSelector() != null
                                        && matches(peer.getPodSelector(), labels(manifests, service))));
            }
        }
    }

    private static void assertProbe(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("http");
    }

    private static String name(HasMetadata object) {
        return object.getKind() + " " + object.getMetadata().getName();
    }

    private static Stream<PodTemplateSpec> pods(Manifests manifests) {
        return Stream.concat(
                manifests.all(Deployment.class).stream()
                        .map(deployment -> deployment.getSpec().getTemplate()),
                manifests.all(StatefulSet.class).stream()
                        .map(set -> set.getSpec().getTemplate()));
    }

    private static PodSpec pod(Manifests manifests, String service) {
        return manifests
                .find(Deployment.class, service)
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    private static Map<String, String> labels(Manifests manifests, String service) {
        return manifests
                .find(Deployment.class, service)
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
    }

    private static Container container(Manifests manifests, String service) {
        List<Container> containers = pod(manifests, service).getContainers();
        assertThat(containers).hasSize(1);
        return containers.getFirst();
    }

    /** What all services are told. */
    private static Map<String, String> shared(Manifests manifests) {
        String name = container(manifests, "file-service")
                .getEnvFrom()
                .getFirst()
                .getConfigMapRef()
                .getName();
        return manifests.find(ConfigMap.class, name).orElseThrow().getData();
    }

    private static Map<String, String> environment(Manifests manifests, String service) {
        Map<String, String> environment = new HashMap<>(shared(manifests));
        container(manifests, service).getEnv().stream()
                .filter(variable -> variable.getValue() != null)
                .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
        return environment;
    }

    private static Volume volumeAt(Manifests manifests, String service, String folder) {
        String name = container(manifests, service).getVolumeMounts().stream()
                .filter(mount -> mount.getMountPath().equals(folder))
                .map(VolumeMount::getName)
                .findFirst()
                .orElseThrow(() -> new AssertionError(service + " has nothing mounted at " + folder));
        return pod(manifests, service).getVolumes().stream()
                .filter(volume -> volume.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The volume that a path lies on. */
    private static Volume volumeOver(Manifests manifests, String service, String path) {
        return volumeAt(manifests, service, path.substring(0, path.lastIndexOf('/')));
    }

    /** How many bytes a setting allows: as the manifests say, else by its default. */
    private static BigDecimal room(Map<String, String> environment, String variable) {
        String size = environment.getOrDefault(variable, Settings.defaultOf("file-service", variable));
        return Quantity.getAmountInBytes(new Quantity(size + "i"));
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return address.getScheme().equals("https") ? 443 : 80;
    }

    private static Set<String> secrets(Manifests manifests) {
        return pods(manifests)
                .map(PodTemplateSpec::getSpec)
                .flatMap(pod -> Stream.of(
                                pod.getVolumes().stream()
                                        .map(Volume::getSecret)
                                        .filter(Objects::nonNull)
                                        .map(secret -> secret.getSecretName()),
                                pod.getVolumes().stream()
                                        .map(Volume::getProjected)
                                        .filter(Objects::nonNull)
                                        .flatMap(projected -> projected.getSources().stream())
                                        .map(source -> source.getSecret().getName()),
                                pod.getContainers().stream()
                                        .flatMap(container -> container.getEnv().stream())
                                        .flatMap(variable -> Optional.ofNullable(variable.getValueFrom()).stream())
                                        .map(from -> from.getSecretKeyRef().getName()))
                        .flatMap(names -> names))
                .collect(Collectors.toSet());
    }

    private static Stream<LabelSelector> podSelectors(NetworkPolicy policy) {
        Stream<LabelSelector> peers = Stream.concat(
                        policy.getSpec().getIngress().stream().flatMap(rule -> rule.getFrom().stream()),
                        policy.getSpec().getEgress().stream().flatMap(rule -> rule.getTo().stream()))
                .filter(peer -> peer.getPodSelector() != null && peer.getNamespaceSelector() == null)
                .map(peer -> peer.getPodSelector());
        return Stream.concat(Stream.of(policy.getSpec().getPodSelector()), peers);
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        boolean exact = selector.getMatchLabels() == null
                || labels.entrySet().containsAll(selector.getMatchLabels().entrySet());
        return exact
                && selector.getMatchExpressions().stream()
                        .allMatch(expression -> expression.getOperator().equals("In")
                                && expression.getValues().contains(labels.get(expression.getKey())));
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }
}
