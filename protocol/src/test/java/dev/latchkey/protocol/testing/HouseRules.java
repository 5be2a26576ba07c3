package dev.latchkey.protocol.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;

/**
 * The rules every module keeps; its own test class imports them with {@code ArchTests.in(HouseRules.class)}. Annotations
 * are told by name, so that a module without these libraries can keep the rules, too.
 */
public final class HouseRules {

    private static final Set<String> SYSTEM_CLOCKS =
            Set.of("system", "systemUTC", "systemDefaultZone", "tickMillis", "tickSeconds", "tickMinutes");

    /** Calls and method references alike: {@code now()}, {@code now(zone)}, {@code new Date()}; not {@code now(clock)}. */
    private static final DescribedPredicate<JavaAccess<?>> READS_THE_SYSTEM_TIME =
            DescribedPredicate.describe("read the system's time", access -> {
                AccessTarget target = access.getTarget();
                String owner = target.getOwner().getName();
                return switch (target.getName()) {
                    case "now" -> owner.startsWith("java.time.") && !takes(target, Clock.class);
                    case "<init>" ->
                        (owner.equals("java.util.Date") || owner.equals("java.util.GregorianCalendar"))
                                && takesNothing(target);
                    case "getInstance" -> owner.equals("java.util.Calendar");
                    case "currentTimeMillis" -> owner.equals("java.lang.System");
                    default -> false;
                };
            });

    /** {@code Clock.systemUTC()} and its like; clocks that are made of another clock are fine. */
    private static final DescribedPredicate<JavaAccess<?>> MAKES_A_SYSTEM_CLOCK =
            DescribedPredicate.describe("make a system clock", access -> {
                AccessTarget target = access.getTarget();
                return (target.getOwner().isAssignableTo(Clock.class)
                                && SYSTEM_CLOCKS.contains(target.getName())
                                && !takes(target, Clock.class))
                        || (target.getOwner().isAssignableTo(InstantSource.class)
                                && target.getName().equals("system"));
            });

    @ArchTest
    static final ArchRule resource_methods_are_public = methods()
            .that()
            .areAnnotatedWith("jakarta.ws.rs.GET")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.POST")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PUT")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.HEAD")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.DELETE")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.PATCH")
            .or()
            .areAnnotatedWith("jakarta.ws.rs.OPTIONS")
            .and()
            .areDeclaredInClassesThat()
            .areNotInterfaces()
            .should()
            .bePublic()
            .because("the framework answers 404 for others")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule api_methods_are_package_private = classes()
            .that()
            .areAnnotatedWith("dev.latchkey.protocol.rpc.ApiMethod")
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_is_injected =
            noClasses().should().accessTargetWhere(READS_THE_SYSTEM_TIME).because("tests move the clock");

    @ArchTest
    static final ArchRule only_one_place_asks_for_the_system_clock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.latchkey.protocol.rpc.Time")
            .and()
            .doNotHaveFullyQualifiedName("dev.latchkey.local.Main")
            .should()
            .accessTargetWhere(MAKES_A_SYSTEM_CLOCK)
            .because("a clock is made where a program is put together, and injected from there")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entities_stay_in_their_feature = classes()
            .that()
            .areAnnotatedWith("jakarta.persistence.Entity")
            .should(new ArchCondition<>("be package-private and used only in their package") {
                @Override
                public void check(JavaClass entity, ConditionEvents events) {
                    boolean hidden = !entity.getModifiers().contains(JavaModifier.PUBLIC);
                    if (!hidden) {
                        events.add(SimpleConditionEvent.violated(entity, entity.getName() + " is public"));
                    }
                    entity.getDirectDependenciesToSelf().stream()
                            .filter(use ->
                                    !use.getOriginClass().getPackageName().equals(entity.getPackageName()))
                            .forEach(use -> events.add(SimpleConditionEvent.violated(entity, use.getDescription())));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packages_are_named_for_features = noClasses()
            .should()
            .resideInAnyPackage(
                    "..impl..", "..dto..", "..mapper..", "..service..", "..util..", "..common..", "..helper..");

    private HouseRules() {}

    private static boolean takes(AccessTarget target, Class<?> type) {
        return target instanceof CodeUnitAccessTarget called
                && called.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static boolean takesNothing(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget called
                && called.getRawParameterTypes().isEmpty();
    }
}
