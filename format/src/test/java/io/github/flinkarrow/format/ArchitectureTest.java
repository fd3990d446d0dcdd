/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.flinkarrow.format.testing.PublicSignatures;
import io.github.flinkarrow.format.testing.Rooms;
import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The shape of the module: which room may know which, and who may see what. */
class ArchitectureTest {

    private static final Rooms ROOMS =
            new Rooms()
                    .with("format.schema")
                    .with("format.internal")
                    .with("format.internal.memory", "format.internal")
                    .with("format.internal.codec", "format.internal", "format.internal.memory")
                    .with("format.internal.metadata", "format.internal", "format.schema")
                    .with("format.array", "format.schema", "format.internal.memory")
                    .with("format.statistics", "format.array", "format.schema")
                    .with(
                            "format",
                            "format.statistics",
                            "format.array",
                            "format.schema",
                            "format.internal",
                            "format.internal.codec",
                            "format.internal.memory",
                            "format.internal.metadata");

    /** Rooms without code as yet: the rules that select only their classes hold vacuously. */
    private static final Set<String> EMPTY_AS_YET = Set.of();

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("package-info"))
                    .importPackages("io.github.flinkarrow.format");

    @Test
    void everyRoomHasCodeUnlessListedAsEmpty() {
        Set<String> expected = new TreeSet<>(ROOMS.names());
        expected.removeAll(EMPTY_AS_YET);
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(javaClass -> rooms.add(Rooms.of(javaClass)));

        assertThat(rooms).isEqualTo(expected);
    }

    @Test
    void roomsKnowEachOtherInOneDirection() {
        classes().should(ROOMS.beUsedInOneDirection()).check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.github.flinkarrow.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void nothingKnowsFlink() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMetadataRoomKnowsFlatbuffers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..format.internal.metadata..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.google.flatbuffers..", "org.apache.arrow..")
                .check(CLASSES);
    }

    @Test
    void onlyTheCodecRoomKnowsTheNativeCodecs() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..format.internal.codec..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.jpountz..", "com.github.luben..")
                .check(CLASSES);
    }

    @Test
    void arrowIsKnownByItsFlatbuffersOnly() {
        noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.apache.arrow..")
                                .and(resideOutsideOfPackage("org.apache.arrow.flatbuf..")))
                .check(CLASSES);
    }

    @Test
    void nothingReachesIntoTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun..", "jdk.internal..", "com.sun..")
                .check(CLASSES);
    }

    @Test
    void publicSignaturesShowNoInternalType() {
        classes().should(PublicSignatures.showOnlyPublicTypes()).check(CLASSES);
    }
}
