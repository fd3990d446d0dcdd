/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryViewBuilder;
import io.github.flinkarrow.format.array.BoolBuilder;
import io.github.flinkarrow.format.array.DayTimeIntervalBuilder;
import io.github.flinkarrow.format.array.Decimal128Builder;
import io.github.flinkarrow.format.array.Decimal256Builder;
import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.Float16Builder;
import io.github.flinkarrow.format.array.Float32Builder;
import io.github.flinkarrow.format.array.Float64Builder;
import io.github.flinkarrow.format.array.Int16Builder;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.ListLikeBuilder;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalBuilder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.RunEndEncodedBuilder;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.StructBuilder;
import io.github.flinkarrow.format.array.UnionBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plain Java values into Arrow arrays, and Flink's values into plain ones: numbers, strings, {@code
 * BigInteger} for unscaled decimals on the way in, {@link ByteBuffer} for bytes, {@link List} for
 * arrays, rows and (of pairs) maps.
 */
public final class Values {

    private Values() {}

    /** The value of a union that selects one of its children. */
    record Member(int ordinal, Object value) {}

    /** A record batch of one column. */
    static RecordBatch batch(Field field, Object... values) {
        RecordBatchBuilder builder = new RecordBatchBuilder(Schema.of(field), TestMemory.HEAP);
        for (Object value : values) {
            append(builder.column(0), value);
        }
        return builder.build(values.length);
    }

    /** The same, as if so many bytes had been allocated for it. */
    static RecordBatch ofMemory(long bytes, RecordBatch batch) {
        return new RecordBatch(
                batch.schema(),
                batch.rowCount(),
                batch.columns(),
                batch.metadata(),
                bytes,
                () -> {});
    }

    /** The values of one column, read as a type in SQL notation. */
    static List<Object> read(Field field, String type, Object... values) throws Exception {
        RowType rowType = RowType.of(new LogicalType[] {Types.sql(type)}, names(field));
        RowReader reader = RowReader.create(Schema.of(field), rowType, "test.arrow");
        RecordBatch batch = project(batch(field, values), reader.projection());
        return plain(reader.bind(batch), rowType).stream()
                .map(row -> row.get(0))
                .collect(ArrayList::new, List::add, List::addAll);
    }

    /** What a reader would give of a whole batch with a projection. */
    static RecordBatch project(RecordBatch whole, Projection projection) {
        List<ArrowArray> columns = chosen(whole.columns(), projection.columns());
        List<Field> fields = columns.stream().map(ArrowArray::field).toList();
        return new RecordBatch(
                new Schema(fields, whole.schema().metadata()),
                whole.rowCount(),
                columns,
                whole.metadata(),
                whole::close);
    }

    private static List<ArrowArray> chosen(
            List<ArrowArray> arrays, List<Projection.Column> columns) {
        List<ArrowArray> chosen = new ArrayList<>();
        for (Projection.Column column : columns) {
            ArrowArray array = arrays.get(column.ordinal());
            if (array instanceof StructArray struct && column.children() != null) {
                List<ArrowArray> children = chosen(struct.children(), column.children());
                Field field =
                        struct.field()
                                .withChildren(children.stream().map(ArrowArray::field).toList());
                array =
                        new StructArray(
                                field,
                                struct.length(),
                                struct.nullCount(),
                                struct.validity(),
                                children);
            }
            chosen.add(array);
        }
        return chosen;
    }

    private static String[] names(Field field) {
        return new String[] {field.name()};
    }

    /** All rows, each a list of its fields. */
    static List<List<?>> plain(RowBatch batch, RowType type) {
        List<List<?>> rows = new ArrayList<>();
        for (int i = 0; i < batch.rowCount(); i++) {
            rows.add(plain(batch.row(i), type));
        }
        return rows;
    }

    public static List<?> plain(RowData row, RowType type) {
        return (List<?>) plain((Object) row, type);
    }

    private static Object plain(Object value, LogicalType type) {
        if (value instanceof StringData text) {
            return text.toString();
        } else if (value instanceof DecimalData decimal) {
            return decimal.toBigDecimal();
        } else if (value instanceof TimestampData timestamp) {
            return timestamp.toInstant();
        } else if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        } else if (value instanceof ArrayData array) {
            return plainArray(array, ((ArrayType) type).getElementType());
        } else if (value instanceof MapData map) {
            boolean multiset = type instanceof MultisetType;
            List<?> keys =
                    plainArray(
                            map.keyArray(),
                            multiset
                                    ? ((MultisetType) type).getElementType()
                                    : ((MapType) type).getKeyType());
            List<?> values =
                    plainArray(
                            map.valueArray(),
                            multiset ? new IntType() : ((MapType) type).getValueType());
            List<Object> entries = new ArrayList<>();
            for (int i = 0; i < map.size(); i++) {
                entries.add(Arrays.asList(keys.get(i), values.get(i)));
            }
            return entries;
        } else if (value instanceof RowData row) {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < row.getArity(); i++) {
                LogicalType fieldType = type.getChildren().get(i);
                Object field = RowData.createFieldGetter(fieldType, i).getFieldOrNull(row);
                fields.add(plain(field, fieldType));
            }
            return fields;
        }
        return value;
    }

    private static List<?> plainArray(ArrayData array, LogicalType elementType) {
        ArrayData.ElementGetter getter = ArrayData.createElementGetter(elementType);
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            elements.add(plain(getter.getElementOrNull(array, i), elementType));
        }
        return elements;
    }

    static void append(ArrayBuilder target, Object value) {
        if (value == null) {
            target.appendNull();
        } else if (target instanceof BoolBuilder builder) {
            builder.append((Boolean) value);
        } else if (target instanceof Int8Builder builder) {
            builder.append(((Number) value).byteValue());
        } else if (target instanceof Int16Builder builder) {
            builder.append(((Number) value).shortValue());
        } else if (target instanceof Int32Builder builder) {
            builder.append(((Number) value).intValue());
        } else if (target instanceof Int64Builder builder) {
            builder.append(((Number) value).longValue());
        } else if (target instanceof Float16Builder builder) {
            builder.append(((Number) value).floatValue());
        } else if (target instanceof Float32Builder builder) {
            builder.append(((Number) value).floatValue());
        } else if (target instanceof Float64Builder builder) {
            builder.append(((Number) value).doubleValue());
        } else if (target instanceof Decimal128Builder builder) {
            builder.append((BigInteger) value);
        } else if (target instanceof Decimal256Builder builder) {
            builder.append((BigInteger) value);
        } else if (target instanceof FixedSizeBinaryBuilder builder) {
            builder.append(((ByteBuffer) value).array());
        } else if (target instanceof VariableSizeBinaryBuilder builder) {
            builder.append(
                    value instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : ((ByteBuffer) value).array());
        } else if (target instanceof BinaryViewBuilder builder) {
            builder.append(
                    value instanceof String text
                            ? text.getBytes(StandardCharsets.UTF_8)
                            : ((ByteBuffer) value).array());
        } else if (target instanceof DayTimeIntervalBuilder builder) {
            List<?> parts = (List<?>) value;
            builder.append((Integer) parts.get(0), (Integer) parts.get(1));
        } else if (target instanceof MonthDayNanoIntervalBuilder builder) {
            List<?> parts = (List<?>) value;
            builder.append((Integer) parts.get(0), (Integer) parts.get(1), (Long) parts.get(2));
        } else if (target instanceof UnionBuilder builder) {
            Member member = (Member) value;
            append(builder.child(member.ordinal()), member.value());
            builder.append(member.ordinal());
        } else if (target instanceof RunEndEncodedBuilder builder) {
            append(builder.values(), value);
            builder.append(1);
        } else if (target instanceof ListLikeBuilder builder) {
            for (Object element : (List<?>) value) {
                append(builder.elements(), element);
            }
            builder.append();
        } else if (target instanceof StructBuilder builder) {
            List<?> children = (List<?>) value;
            for (int i = 0; i < children.size(); i++) {
                append(builder.child(i), children.get(i));
            }
            builder.append();
        } else {
            throw new IllegalArgumentException("no values for " + target.field());
        }
    }
}
