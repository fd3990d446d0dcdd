/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.ArrayBuilder;

/**
 * Appends the values of one field, or of the elements of arrays, to a builder: a class for each
 * type.
 */
abstract class ColumnWriter {

    private final ArrayBuilder target;
    private final ColumnPath path;
    private final boolean nullable;

    ColumnWriter(ArrayBuilder target, ColumnPath path) {
        this.target = target;
        this.path = path;
        this.nullable = target.field().nullable();
    }

    final void write(RowData row, int pos) throws InvalidValueException {
        try {
            if (row.isNullAt(pos)) {
                writeNull();
            } else {
                append(row, pos);
            }
        } catch (ArithmeticException e) {
            throw tooLarge(e);
        }
    }

    final void write(ArrayData array, int pos) throws InvalidValueException {
        if (array.isNullAt(pos)) {
            writeNull();
        } else {
            append(array, pos);
        }
    }

    /** Appends a value that is not null. */
    abstract void append(RowData row, int pos) throws InvalidValueException;

    /** Appends a value that is not null. */
    abstract void append(ArrayData array, int pos) throws InvalidValueException;

    private void writeNull() throws InvalidValueException {
        if (!nullable) {
            throw new InvalidValueException(path, "NULL, but it is declared NOT NULL");
        }
        target.appendNull();
    }

    /** The error for a value that the Arrow type cannot hold. */
    final InvalidValueException unfit(Object value) {
        return new InvalidValueException(
                path, "the value %s does not fit %s".formatted(value, target.field().type()));
    }

    private InvalidValueException tooLarge(ArithmeticException e) {
        InvalidValueException tooLarge =
                new InvalidValueException(path, "the record batch is too large: " + e.getMessage());
        tooLarge.initCause(e);
        return tooLarge;
    }
}
