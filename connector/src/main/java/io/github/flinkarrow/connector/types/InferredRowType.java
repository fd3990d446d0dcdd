/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.types.logical.RowType;

import java.util.List;

/**
 * The row type of a schema, without the columns that Flink cannot name or hold.
 *
 * @param rowType the other columns in the order of the schema
 * @param skipped the columns that were left out, in the order of the schema
 */
@PublicEvolving
public record InferredRowType(RowType rowType, List<SkippedColumn> skipped) {

    /**
     * A column that was left out.
     *
     * @param name as the schema has it: possibly empty or not unique
     * @param reason why Flink cannot have it
     */
    public record SkippedColumn(String name, String reason) {

        /** The name, fit for a message, and the reason. */
        @Override
        public String toString() {
            return ColumnPath.of(name) + ": " + reason;
        }
    }

    public InferredRowType {
        skipped = List.copyOf(skipped);
    }
}
