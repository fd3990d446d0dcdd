/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.MapData;

/** Equal ranges of a column of keys and one of values. */
final class BatchMap implements MapData {

    private final Column keys;
    private final Column values;
    private final int start;
    private final int size;

    BatchMap(Column keys, Column values, int start, int size) {
        this.keys = keys;
        this.values = values;
        this.start = start;
        this.size = size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ArrayData keyArray() {
        return new BatchArray(keys, start, size);
    }

    @Override
    public ArrayData valueArray() {
        return new BatchArray(values, start, size);
    }

    @Override
    public boolean equals(Object other) {
        throw new UnsupportedOperationException("compare the entries one by one");
    }

    @Override
    public int hashCode() {
        throw new UnsupportedOperationException("hash the entries one by one");
    }

    @Override
    public String toString() {
        return "map of " + size + " entries";
    }
}
