package dev.latchkey.protocol.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.latchkey.protocol.rpc.ApiMethod;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

/** The rules every module keeps; its own test class imports them with {@code ArchTests.in(HouseRules.class)}. */
public final class HouseRules {

    @ArchTest
    static final ArchRule resource_methods_are_public = methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
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
            .areAnnotatedWith(ApiMethod.class)
            .should()
            .bePackagePrivate()
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule time_is_injected = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("tests move the clock");

    @ArchTest
    static final ArchRule only_one_place_asks_for_the_system_clock = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.latchkey.protocol.rpc.Time")
            .should()
            .callMethod(Clock.class, "systemUTC")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule entities_stay_in_their_feature = classes()
            .that()
            .areAnnotatedWith(Entity.class)
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
}
