/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

import io.github.flinkarrow.format.array.DictionaryArray;

/** Values of a dictionary, chosen by indices. The dictionary's values have been checked. */
final class DictionaryColumn extends Column {

    private final Column indices;
    private final Column dictionary;

    DictionaryColumn(DictionaryArray array, Column dictionary) {
        super(array);
        this.indices =
                IntegerColumns.of(array.indices(), array.field().dictionary().indexType().signed());
        this.dictionary = dictionary;
    }

    private int at(int index) {
        return (int) indices.getLong(index);
    }

    @Override
    boolean getBoolean(int index) {
        return dictionary.getBoolean(at(index));
    }

    @Override
    byte getByte(int index) {
        return dictionary.getByte(at(index));
    }

    @Override
    short getShort(int index) {
        return dictionary.getShort(at(index));
    }

    @Override
    int getInt(int index) {
        return dictionary.getInt(at(index));
    }

    @Override
    long getLong(int index) {
        return dictionary.getLong(at(index));
    }

    @Override
    float getFloat(int index) {
        return dictionary.getFloat(at(index));
    }

    @Override
    double getDouble(int index) {
        return dictionary.getDouble(at(index));
    }

    @Override
    StringData getString(int index) {
        return dictionary.getString(at(index));
    }

    @Override
    byte[] getBinary(int index) {
        return dictionary.getBinary(at(index));
    }

    @Override
    DecimalData getDecimal(int index) {
        return dictionary.getDecimal(at(index));
    }

    @Override
    TimestampData getTimestamp(int index) {
        return dictionary.getTimestamp(at(index));
    }

    @Override
    ArrayData getArray(int index) {
        return dictionary.getArray(at(index));
    }

    @Override
    MapData getMap(int index) {
        return dictionary.getMap(at(index));
    }

    @Override
    RowData getRow(int index) {
        return dictionary.getRow(at(index));
    }
}
