/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.source.CountedFiles;
import io.github.flinkarrow.connector.source.RowConversion;

import java.util.function.Function;

/**
 * What {@code COUNT(*)} adds up: how many rows each record batch has, or all files if they are
 * those that were counted for the planner.
 */
record RowCounts(TypeInformation<RowData> producedType, CountedFiles counted)
        implements RowConversion<RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public Input input() {
        return Input.ROW_COUNTS;
    }

    @Override
    public OfSplit<RowData> open(ClassLoader classLoader) {
        return split -> Function.identity();
    }
}
