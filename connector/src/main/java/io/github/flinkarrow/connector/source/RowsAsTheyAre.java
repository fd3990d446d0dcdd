/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowTypeInfo;

import java.util.function.Function;

/** Converts nothing. */
record RowsAsTheyAre(RowType rowType) implements RowConversion<RowData> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeInformation<RowData> producedType() {
        return RowTypeInfo.of(rowType);
    }

    @Override
    public OfSplit<RowData> open(ClassLoader classLoader) {
        return split -> Function.identity();
    }
}
