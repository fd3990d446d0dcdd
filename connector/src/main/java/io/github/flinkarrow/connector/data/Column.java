/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.variant.Variant;

import io.github.flinkarrow.format.array.ArrowArray;

/**
 * The values of an array as values of a Flink type: a class for each layout, with the getters that
 * Flink uses for its types. Where {@link #isNullAt}, the other getters are undefined.
 */
abstract class Column {

    private final int length;

    /** Whether a value may be null. */
    private final boolean nulls;

    /** One bit a value; null where there is none. */
    private final Memory validity;

    Column(ArrowArray array) {
        this(array.length(), validity(array), false);
    }

    /**
     * @param validity one bit a value; may be null
     * @param nulls if there is no validity, whether {@link #isNullElsewhere} has to be asked
     */
    Column(int length, Memory validity, boolean nulls) {
        this.length = length;
        this.validity = validity;
        this.nulls = nulls || validity != null;
        Views.note(this);
    }

    static Memory validity(ArrowArray array) {
        return array.validity() == null ? null : Memory.of(array.validity());
    }

    final int length() {
        return length;
    }

    final boolean hasNulls() {
        return nulls;
    }

    final boolean isNullAt(int index) {
        return nulls && isMarkedNull(index);
    }

    private boolean isMarkedNull(int index) {
        return validity == null ? isNullElsewhere(index) : !validity.getBit(index);
    }

    /** Whether a value is null where no validity says so. */
    boolean isNullElsewhere(int index) {
        return true;
    }

    /**
     * The first value from an index on that the Flink type cannot hold, null or not.
     *
     * @return the length if there is none
     */
    int firstUnfit(int from) {
        return length;
    }

    /** A value that the Flink type cannot hold, for a message. */
    String describe(int index) {
        throw unsupported();
    }

    boolean getBoolean(int index) {
        throw unsupported();
    }

    byte getByte(int index) {
        throw unsupported();
    }

    short getShort(int index) {
        throw unsupported();
    }

    int getInt(int index) {
        throw unsupported();
    }

    long getLong(int index) {
        throw unsupported();
    }

    float getFloat(int index) {
        throw unsupported();
    }

    double getDouble(int index) {
        throw unsupported();
    }

    StringData getString(int index) {
        throw unsupported();
    }

    byte[] getBinary(int index) {
        throw unsupported();
    }

    DecimalData getDecimal(int index) {
        throw unsupported();
    }

    TimestampData getTimestamp(int index) {
        throw unsupported();
    }

    ArrayData getArray(int index) {
        throw unsupported();
    }

    MapData getMap(int index) {
        throw unsupported();
    }

    RowData getRow(int index) {
        throw unsupported();
    }

    Variant getVariant(int index) {
        throw unsupported();
    }

    private UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException(
                "the column is of another type: its values are in " + getClass().getSimpleName());
    }
}
