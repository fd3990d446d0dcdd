/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.google.flatbuffers.Table;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import org.junit.jupiter.api.Test;

import java.util.List;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

public class PublicSignaturesTest {

    @Test
    void hiddenTypeInAParameterAReturnTypeOrAFieldIsFound() {
        assertThat(violations(Shows.class))
                .hasSize(4)
                .anyMatch(line -> line.contains("returned()"))
                .anyMatch(line -> line.contains("nested(java.util.List)"))
                .anyMatch(line -> line.contains("protectedField"))
                .anyMatch(line -> line.contains("<init>"));
    }

    @Test
    void hiddenTypeBehindThePublicFaceIsFree() {
        assertThat(violations(Hides.class)).isEmpty();
    }

    private static List<String> violations(Class<?> fixture) {
        EvaluationResult result =
                classes()
                        .should(PublicSignatures.showOnlyPublicTypes())
                        .evaluate(new ClassFileImporter().importClasses(fixture));
        return result.getFailureReport().getDetails();
    }

    // Fixtures, and the class around them, are public: only then are they part of a public face.
    public static class Shows {
        protected Table[] protectedField;

        public Shows(Table parameter) {
            this.protectedField = new Table[] {parameter};
        }

        public Table returned() {
            return protectedField[0];
        }

        public int nested(List<? extends Table> parameter) {
            return parameter.size();
        }
    }

    public static class Hides {
        private final Table field;

        Hides(Table parameter) {
            this.field = parameter;
        }

        Table returned() {
            return field;
        }
    }
}
