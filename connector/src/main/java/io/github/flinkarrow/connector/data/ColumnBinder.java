/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimeType;

import io.github.flinkarrow.connector.types.ColumnMapping;
import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.connector.types.Conversion;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Chooses the columns for the arrays of a batch, and checks their values.
 *
 * <p>Remembers the texts of the last dictionary of each column, for the next batch. Safe for use by
 * several threads.
 */
final class ColumnBinder {

    private final ConcurrentMap<ColumnPath, DictionaryTexts> dictionaryTexts =
            new ConcurrentHashMap<>();

    /**
     * @param slots the values of the array that have to be right
     * @throws InvalidValueException if one of them does not fit
     */
    Column bind(ColumnMapping mapping, ArrowArray array, Slots slots) throws InvalidValueException {
        Column column = view(mapping, array, slots);
        checkNulls(mapping, column, slots);
        checkValues(mapping, column, slots);
        return column;
    }

    private Column view(ColumnMapping mapping, ArrowArray array, Slots slots)
            throws InvalidValueException {
        if (array instanceof DictionaryArray dictionary) {
            return dictionaryColumn(mapping, dictionary, slots);
        } else if (array instanceof RunEndEncodedArray runs) {
            return runColumn(mapping.ofRuns(runs.values().field()), runs, slots.ofRuns(runs));
        }
        return column(mapping, array, slots);
    }

    private Column runColumn(ColumnMapping mapping, RunEndEncodedArray array, Slots slots)
            throws InvalidValueException {
        ArrowArray runs = array.values();
        Column values = bind(mapping, runs, slots);
        boolean shared = mapping.conversion() == Conversion.TEXT && runs instanceof BinaryLikeArray;
        return new RunColumn(array, shared ? new RunTexts(runs, values) : values);
    }

    private Column dictionaryColumn(ColumnMapping mapping, DictionaryArray array, Slots slots)
            throws InvalidValueException {
        Slots used = slots.ofDictionary(array);
        Column values = Views.notNoting(() -> dictionaryValues(mapping, array.dictionary(), used));
        return new DictionaryColumn(array, values);
    }

    /** They are not of the batch's memory, and may be those of the next batch too. */
    private Column dictionaryValues(ColumnMapping mapping, ArrowArray dictionary, Slots used)
            throws InvalidValueException {
        Column values = view(mapping, dictionary, used);
        checkValues(mapping, values, used);
        boolean cached =
                mapping.conversion() == Conversion.TEXT && dictionary instanceof BinaryLikeArray;
        return cached ? texts(mapping, dictionary, values) : values;
    }

    private Column column(ColumnMapping mapping, ArrowArray array, Slots slots)
            throws InvalidValueException {
        ArrowType from = mapping.field().type();
        LogicalType to = mapping.type();
        List<ColumnMapping> children = mapping.children();
        return switch (mapping.conversion()) {
            case NULLS -> NullColumn.INSTANCE;
            case BOOLEAN -> new BooleanColumns.Bits((BoolArray) array);
            case BOOL8 -> new BooleanColumns.Bytes((Int8Array) array);
            case INTEGER -> integers((FixedWidthArray) array, from);
            case INTEGER_TO_DECIMAL -> {
                ArrowType.Int type = (ArrowType.Int) from;
                Column integers = IntegerColumns.of((FixedWidthArray) array, type.signed());
                yield new DecimalColumns.OfInteger(array, integers, type, (DecimalType) to);
            }
            case FLOATING_POINT -> FloatingPointColumns.of((FixedWidthArray) array);
            case DECIMAL ->
                    DecimalColumns.of(
                            (FixedWidthArray) array, (ArrowType.Decimal) from, (DecimalType) to);
            case TEXT, BYTES -> BytesColumns.of(array);
            case UUID_TEXT -> new BytesColumns.UuidText((FixedSizeBinaryArray) array);
            case DATE -> DateTimeColumns.date((FixedWidthArray) array);
            case TIME ->
                    DateTimeColumns.time(
                            (FixedWidthArray) array, ((ArrowType.Time) from).unit(), (TimeType) to);
            case TIMESTAMP ->
                    TimestampColumns.of(
                            (Int64Array) array,
                            ((ArrowType.Timestamp) from).unit(),
                            TimestampColumns.precision(to));
            case DURATION ->
                    DateTimeColumns.duration(
                            (Int64Array) array, ((ArrowType.Duration) from).unit());
            case LIST -> {
                ListLikeArray list = (ListLikeArray) array;
                yield NestedColumns.arrays(
                        list, bind(children.get(0), list.elements(), slots.ofElements(list)));
            }
            case MAP -> {
                MapArray map = (MapArray) array;
                Slots entries = slots.ofElements(map);
                yield new NestedColumns.Maps(
                        map,
                        bind(children.get(0), map.keys(), entries),
                        bind(children.get(1), map.values(), entries));
            }
            case ROW ->
                    array instanceof StructArray struct
                            ? new NestedColumns.Rows(struct, fields(children, struct, slots))
                            : interval(children, (FixedWidthArray) array);
            case UNION -> union(children, (UnionArray) array, slots);
            case VARIANT -> {
                StructArray struct = (StructArray) array;
                Column[] parts = fields(children, struct, slots);
                yield new VariantColumn(struct, parts[0], parts[1]);
            }
        };
    }

    private static Column integers(FixedWidthArray array, ArrowType from) {
        boolean signed = !(from instanceof ArrowType.Int integer) || integer.signed();
        return !signed && array instanceof Int64Array values
                ? new IntegerColumns.UInt64AsLong(values)
                : IntegerColumns.of(array, signed);
    }

    private Column[] fields(List<ColumnMapping> children, StructArray array, Slots slots)
            throws InvalidValueException {
        Slots inside = slots.ofChildren(array);
        Column[] fields = new Column[children.size()];
        for (int i = 0; i < fields.length; i++) {
            ColumnMapping child = children.get(i);
            fields[i] =
                    child.position() < 0
                            ? NullColumn.INSTANCE
                            : bind(child, array.child(child.position()), inside);
        }
        return fields;
    }

    private static Column interval(List<ColumnMapping> children, FixedWidthArray array) {
        Column[] fields = new Column[children.size()];
        for (int i = 0; i < fields.length; i++) {
            ColumnMapping child = children.get(i);
            fields[i] =
                    child.position() < 0
                            ? NullColumn.INSTANCE
                            : part(child, array, IntervalColumns.part(array, child.position()));
        }
        return new NestedColumns.Rows(array, fields);
    }

    /** A part as its own type or, as other integers, another one that holds it. */
    private static Column part(ColumnMapping mapping, FixedWidthArray array, Column part) {
        return mapping.conversion() == Conversion.INTEGER_TO_DECIMAL
                ? new DecimalColumns.OfInteger(
                        array,
                        part,
                        (ArrowType.Int) mapping.field().type(),
                        (DecimalType) mapping.type())
                : part;
    }

    private Column union(List<ColumnMapping> children, UnionArray array, Slots slots)
            throws InvalidValueException {
        Column[] fields = new Column[children.size()];
        for (int i = 0; i < fields.length; i++) {
            ColumnMapping child = children.get(i);
            int ordinal = child.position();
            fields[i] =
                    ordinal < 0
                            ? NullColumn.INSTANCE
                            : new UnionMember(
                                    array,
                                    ordinal,
                                    bind(
                                            child,
                                            array.children().get(ordinal),
                                            slots.ofMember(array, ordinal)));
        }
        return new NestedColumns.Rows(array.length(), fields);
    }

    private DictionaryTexts texts(ColumnMapping mapping, ArrowArray dictionary, Column values) {
        return dictionaryTexts.compute(
                mapping.path(),
                (path, last) ->
                        last != null && last.isOf(dictionary)
                                ? last
                                : new DictionaryTexts(dictionary, values));
    }

    private static void checkNulls(ColumnMapping mapping, Column column, Slots slots)
            throws InvalidValueException {
        if (!mapping.notNull() || !column.hasNulls()) {
            return;
        }
        for (int i = 0; i < column.length(); i++) {
            if (column.isNullAt(i) && slots.contains(i)) {
                String declaration =
                        mapping.type().isNullable()
                                ? "the file says that there is none"
                                : "it is declared " + mapping.type().asSummaryString();
                throw new InvalidValueException(
                        mapping.path(), "NULL" + place(i, slots) + ", but " + declaration);
            }
        }
    }

    private static void checkValues(ColumnMapping mapping, Column column, Slots slots)
            throws InvalidValueException {
        for (int i = column.firstUnfit(0); i < column.length(); i = column.firstUnfit(i + 1)) {
            if (!column.isNullAt(i) && slots.contains(i)) {
                throw new InvalidValueException(
                        mapping.path(),
                        "the value %s%s does not fit %s"
                                .formatted(
                                        column.describe(i),
                                        place(i, slots),
                                        mapping.type().asSummaryString()));
            }
        }
    }

    private static String place(int index, Slots slots) {
        return slots == Slots.ALL ? " in row " + index + " of its batch" : "";
    }
}
