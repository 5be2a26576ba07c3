package dev.latchkey.file;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.latchkey.protocol.testing.HouseRules;

@AnalyzeClasses(packages = "dev.latchkey.file", importOptions = ImportOption.DoNotIncludeTests.class)
class HouseRulesTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(HouseRules.class);

    @ArchTest
    static final ArchRule features_do_not_go_round_in_circles =
            slices().matching("dev.latchkey.file.(*)..").should().beFreeOfCycles();
}
