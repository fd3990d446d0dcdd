/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.Projection.Column;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which projections include all there is. */
class ProjectionTest {

    private static final Field A = Field.nullable("a", new ArrowType.Int(32, true));
    private static final Field B = Field.nullable("b", new ArrowType.Utf8());
    private static final Field STRUCT = Field.nullable("s", new ArrowType.Struct(), A, B);
    private static final Schema SCHEMA = Schema.of(A, STRUCT);

    @Test
    void allFieldsAreIncludedInAnyOrder() {
        assertThat(Projection.ALL.includesAll(SCHEMA)).isTrue();
        assertThat(Projection.of(0, 1).includesAll(SCHEMA)).isTrue();
        assertThat(Projection.of(1, 0).includesAll(SCHEMA)).isTrue();
        assertThat(Projection.of().includesAll(Schema.of())).isTrue();
    }

    @Test
    void aFieldThatIsNotChosenIsNotIncluded() {
        assertThat(Projection.of(0).includesAll(SCHEMA)).isFalse();
        assertThat(Projection.of(1).includesAll(SCHEMA)).isFalse();
        assertThat(Projection.of().includesAll(SCHEMA)).isFalse();
    }

    @Test
    void aStructIsIncludedWithAllOfItsChildren() {
        assertThat(children(0, 1).includesAll(SCHEMA)).isTrue();
        assertThat(children(0).includesAll(SCHEMA)).isFalse();
        assertThat(children(1).includesAll(SCHEMA)).isFalse();
        assertThat(children().includesAll(SCHEMA)).isFalse();
    }

    @Test
    void fieldsThatAreAlikeAreIncludedEach() {
        Schema alike = Schema.of(A, A);
        assertThat(Projection.of(1, 0).includesAll(alike)).isTrue();
        assertThat(Projection.of(1).includesAll(alike)).isFalse();
        assertThat(children(0).includesAll(Schema.of(STRUCT, STRUCT))).isFalse();
    }

    @Test
    void aProjectionOfAnotherSchemaIsRefused() {
        assertThatThrownBy(() -> Projection.of(0, 2).includesAll(SCHEMA))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no field 2");
    }

    /** The first field, and some children of the second. */
    private static Projection children(int... ordinals) {
        return new Projection(
                List.of(new Column(0), new Column(1, Projection.of(ordinals).columns())));
    }
}
