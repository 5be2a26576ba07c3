package dev.latchkey.file;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.latchkey.file", importOptions = ImportOption.DoNotIncludeTests.class)
class FeatureCyclesTest {

    @ArchTest
    static final ArchRule features_form_no_cycles =
            slices().matching("dev.latchkey.file.(*)..").should().beFreeOfCycles();
}
