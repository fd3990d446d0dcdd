/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector;

import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.data.binary.BinaryStringData;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.github.flinkarrow.format.testing.PublicSignatures;
import io.github.flinkarrow.format.testing.Rooms;
import org.junit.jupiter.api.Test;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The shape of the module: which room may know which, and what of Flink it may use. */
class ArchitectureTest {

    private static final String[] FORMAT = {
        "format", "format.array", "format.schema", "format.statistics"
    };

    private static final Rooms ROOMS =
            new Rooms()
                    .with("connector.types", FORMAT)
                    .with("connector.data", and(FORMAT, "connector.types"))
                    .with("connector.filter", and(FORMAT, "connector.types"))
                    .with(
                            "connector.source",
                            and(FORMAT, "connector.types", "connector.data", "connector.filter"))
                    .with("connector.sink", and(FORMAT, "connector.types", "connector.data"))
                    .with(
                            "connector.table",
                            and(
                                    FORMAT,
                                    "connector.types",
                                    "connector.data",
                                    "connector.filter",
                                    "connector.source",
                                    "connector.sink"))
                    .with(
                            "connector.catalog",
                            and(
                                    FORMAT,
                                    "connector.types",
                                    "connector.data",
                                    "connector.filter",
                                    "connector.source",
                                    "connector.sink",
                                    "connector.table"));

    /**
     * What we use of Flink that Flink calls internal, as {@code room -> type or member}: each is a
     * place to look at when Flink's version changes.
     */
    private static final Set<String> FLINK_INTERNALS =
            Set.of(
                    "connector.catalog -> org.apache.flink.table.catalog.AbstractCatalog",
                    "connector.catalog -> org.apache.flink.table.catalog.CatalogDatabaseImpl",
                    "connector.catalog -> org.apache.flink.table.catalog.CatalogPartitionImpl",
                    "connector.catalog -> org.apache.flink.table.catalog.CatalogPropertiesUtil",
                    "connector.catalog -> org.apache.flink.table.expressions.DefaultSqlFactory",
                    "connector.catalog -> org.apache.flink.table.utils.PartitionPathUtils",
                    "connector.data -> org.apache.flink.core.memory.MemorySegment",
                    "connector.data -> org.apache.flink.core.memory.MemorySegmentFactory",
                    "connector.data -> org.apache.flink.table.data.binary.BinaryStringData",
                    "connector.data -> org.apache.flink.table.runtime.typeutils.InternalTypeInfo",
                    "connector.data -> org.apache.flink.table.types.DataTypeQueryable",
                    "connector.data -> org.apache.flink.types.variant.BinaryVariant",
                    "connector.source -> org.apache.flink.table.data.conversion.DataStructureConverter",
                    "connector.source -> org.apache.flink.table.data.conversion.DataStructureConverters",
                    "connector.source -> org.apache.flink.table.runtime.typeutils.ExternalTypeInfo",
                    "connector.source -> org.apache.flink.table.types.extraction.DataTypeExtractor",
                    "connector.table -> org.apache.flink.connector.file.table.factories.BulkReaderFormatFactory",
                    "connector.table -> org.apache.flink.connector.file.table.factories.BulkWriterFormatFactory",
                    "connector.table -> org.apache.flink.connector.file.table.format.BulkDecodingFormat",
                    "connector.table -> org.apache.flink.table.utils.PartitionPathUtils");

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("package-info"))
                    .importPackages("io.github.flinkarrow.connector");

    @Test
    void everyRoomHasCode() {
        Set<String> rooms = new TreeSet<>();
        CLASSES.forEach(javaClass -> rooms.add(Rooms.of(javaClass)));

        assertThat(rooms).isEqualTo(new TreeSet<>(ROOMS.names()));
    }

    @Test
    void roomsKnowEachOtherInOneDirection() {
        check(classes().should(ROOMS.beUsedInOneDirection()));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.github.flinkarrow.(**)").should().beFreeOfCycles());
    }

    @Test
    void arrowIsKnownThroughTheFormatOnly() {
        check(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "com.google.flatbuffers..",
                                "org.apache.arrow..",
                                "net.jpountz..",
                                "com.github.luben.."));
    }

    @Test
    void publicSignaturesShowNoInternalType() {
        check(classes().should(PublicSignatures.showOnlyPublicTypes()));
    }

    @Test
    void publicClassesSayHowStableTheyAre() {
        check(
                classes()
                        .that()
                        .arePublic()
                        .and()
                        .areTopLevelClasses()
                        .should()
                        .beAnnotatedWith(PublicEvolving.class)
                        .orShould()
                        .beAnnotatedWith(Internal.class));
    }

    @Test
    void serializableClassesDeclareTheirVersion() {
        check(
                classes()
                        .that()
                        .areAssignableTo(Serializable.class)
                        .and()
                        .areNotAssignableTo(Throwable.class)
                        .and()
                        .areNotInterfaces()
                        .and()
                        .areNotRecords()
                        .and()
                        .areNotEnums()
                        .and()
                        .areNotAnonymousClasses()
                        .should(FlinkRules.declareSerialVersion()));
    }

    @Test
    void internalsOfFlinkAreUsedOnlyWhereListed() {
        Set<String> used = new TreeSet<>();
        for (JavaClass javaClass : CLASSES) {
            for (String internal : FlinkRules.internalsUsedBy(javaClass)) {
                used.add(Rooms.of(javaClass) + " -> " + internal);
            }
        }

        assertThat(used).containsExactlyInAnyOrderElementsOf(FLINK_INTERNALS);
    }

    @Test
    void annotationsOfFlinkAreVisibleToTheRules() {
        JavaClass user = new ClassFileImporter().importClass(UserOfInternals.class);

        assertThat(FlinkRules.internalsUsedBy(user))
                .containsExactly("org.apache.flink.table.data.binary.BinaryStringData");
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }

    private static String[] and(String[] rooms, String... more) {
        Set<String> all = new TreeSet<>(Set.of(rooms));
        all.addAll(Set.of(more));
        return all.toArray(new String[0]);
    }

    private static final class UserOfInternals {
        private final BinaryStringData text = BinaryStringData.fromString("");

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
