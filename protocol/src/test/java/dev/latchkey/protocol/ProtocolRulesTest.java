package dev.latchkey.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.protocol.testing.HouseRules;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps the shared module from becoming the drawer for everything: see {@code docs/adr/0003-protocol-module.md}. */
@AnalyzeClasses(packages = "dev.latchkey.protocol", importOptions = ImportOption.DoNotIncludeTests.class)
class ProtocolRulesTest {

    /**
     * How many top-level types a package may have: those there are, and room for a few. Two services must need a type now for it to come in; who
     * raises a number says in the commit why the type cannot live in a service. {@code remote} has most, since a question and its answer are two
     * records, and one small record each is what makes them readable.
     */
    private static final Map<String, Long> BUDGET = Map.ofEntries(
            Map.entry("dev.latchkey.protocol.error", 3L),
            Map.entry("dev.latchkey.protocol.footprint", 2L),
            Map.entry("dev.latchkey.protocol.neighbour", 5L),
            Map.entry("dev.latchkey.protocol.remote", 25L),
            Map.entry("dev.latchkey.protocol.rpc", 35L),
            Map.entry("dev.latchkey.protocol.schema", 2L),
            Map.entry("dev.latchkey.protocol.settings", 5L),
            Map.entry("dev.latchkey.protocol.signedurl", 12L),
            Map.entry("dev.latchkey.protocol.trace", 6L),
            Map.entry("dev.latchkey.protocol.tuyu", 8L),
            Map.entry("dev.latchkey.protocol.value", 13L));

    @ArchTest
    static final ArchTests house_rules = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule depends_on_no_service = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.latchkey.auth..", "dev.latchkey.file..", "dev.latchkey.link..", "dev.latchkey.local..");

    @ArchTest
    static final ArchRule only_schema_knows_a_database = noClasses()
            .that()
            .resideOutsideOfPackage("..protocol.schema")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "jakarta.persistence..",
                    "jakarta.transaction..",
                    "org.hibernate..",
                    "org.flywaydb..");

    @ArchTest
    static final ArchRule only_some_packages_know_the_framework = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "..protocol.footprint",
                    "..protocol.neighbour",
                    "..protocol.rpc",
                    "..protocol.schema",
                    "..protocol.trace")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..",
                    "io.smallrye..",
                    "io.vertx..",
                    "io.netty..",
                    "jakarta..",
                    "org.jboss..",
                    "org.eclipse.microprofile..",
                    "org.jose4j..");

    /** Whoever makes spans of their own has to see what becomes of what they write into them. */
    @ArchTest
    static final ArchRule only_trace_knows_traces = noClasses()
            .that()
            .resideOutsideOfPackage("..protocol.trace")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.opentelemetry..");

    @ArchTest
    static final ArchRule errors_are_plain_java = classes()
            .that()
            .resideInAPackage("..protocol.error")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations", "..protocol.error");

    /** Jackson's annotations only: they say how a value looks as JSON and pull in no code. */
    @ArchTest
    static final ArchRule values_are_plain_java = classes()
            .that()
            .resideInAPackage("..protocol.value")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson.annotation",
                    "..protocol.error",
                    "..protocol.value");

    @ArchTest
    static final ArchRule records_between_services_are_plain_java = classes()
            .that()
            .resideInAPackage("..protocol.remote")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson.annotation",
                    "..protocol.value",
                    "..protocol.remote");

    /** The key ring is a JSON file, so that one class may parse JSON; what signs and verifies is the JDK's alone. */
    @ArchTest
    static final ArchRule signing_is_plain_java = classes()
            .that()
            .resideInAPackage("..protocol.signedurl")
            .and()
            .doNotHaveSimpleName("KeyRing")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..", "javax.crypto..", "org.jspecify.annotations", "..protocol.value", "..protocol.signedurl");

    /** Renders trees of JSON as XML, with the JDK's own XML writer. */
    @ArchTest
    static final ArchRule the_signed_dialect_needs_only_jackson = classes()
            .that()
            .resideInAPackage("..protocol.tuyu")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.xml.stream..",
                    "org.jspecify.annotations",
                    "com.fasterxml.jackson..",
                    "..protocol.error",
                    "..protocol.value",
                    "..protocol.tuyu");

    @ArchTest
    static final ArchRule packages_know_those_below_them = noClasses()
            .that()
            .resideInAnyPackage(
                    "..protocol.error",
                    "..protocol.value",
                    "..protocol.remote",
                    "..protocol.signedurl",
                    "..protocol.tuyu")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..protocol.rpc");

    @ArchTest
    static void stays_within_its_budget(JavaClasses classes) {
        Map<String, Long> types = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, TreeMap::new, Collectors.counting()));
        assertThat(types.keySet()).as("packages").isEqualTo(BUDGET.keySet());
        types.forEach((name, count) -> assertThat(count).as("types in " + name).isLessThanOrEqualTo(BUDGET.get(name)));
    }
}
