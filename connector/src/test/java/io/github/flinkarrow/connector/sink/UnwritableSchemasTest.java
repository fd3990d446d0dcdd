/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the metadata of a file cannot say fails when the sink is created, not in the job. */
class UnwritableSchemasTest {

    private static final Path OUTPUT = new Path("/data/out");

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aNameWithHalfACharacter(IpcContainer container) {
        assertThatThrownBy(() -> create(container, type("a\uD800", new BigIntType())))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("npaired surrogate");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void fieldsThatNestDeeperThanFilesMay(IpcContainer container) {
        assertThatCode(() -> create(container, type("a", arrays(63)))).doesNotThrowAnyException();
        assertThatThrownBy(() -> create(container, type("a", arrays(64))))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("fields nest deeper than 64");
    }

    private static void create(IpcContainer container, RowType type) {
        ArrowIpcSink.forRowData(OUTPUT, type)
                .withWriteOptions(ArrowIpcWriteOptions.DEFAULT.withContainer(container))
                .build();
    }

    private static RowType type(String name, LogicalType type) {
        return RowType.of(new LogicalType[] {type}, new String[] {name});
    }

    private static LogicalType arrays(int levels) {
        LogicalType type = new BigIntType();
        for (int i = 0; i < levels; i++) {
            type = new ArrayType(type);
        }
        return type;
    }
}
