/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.BinaryType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Rows of random values, extremes and NULLs, in the objects that Flink's users make. */
final class RandomRows {

    private final Random random;
    private final double nulls;

    /**
     * @param nulls the share of NULLs, from 0 to 1
     */
    RandomRows(long seed, double nulls) {
        this.random = new Random(seed);
        this.nulls = nulls;
    }

    RowData row(RowType type) {
        return (RowData) valueOf(type);
    }

    private Object value(LogicalType type) {
        return type.isNullable() && random.nextDouble() < nulls ? null : valueOf(type);
    }

    private Object valueOf(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BOOLEAN -> random.nextBoolean();
            case TINYINT -> (byte) integer(8);
            case SMALLINT -> (short) integer(16);
            case INTEGER, DATE, INTERVAL_YEAR_MONTH -> (int) integer(32);
            case BIGINT, INTERVAL_DAY_TIME -> integer(64);
            case FLOAT -> Float.intBitsToFloat((int) integer(32));
            case DOUBLE -> Double.longBitsToDouble(integer(64));
            case TIME_WITHOUT_TIME_ZONE ->
                    ((TimeType) type).getPrecision() == 0
                            ? random.nextInt(86_400) * 1_000
                            : random.nextInt(86_400_000);
            case CHAR, VARCHAR -> text();
            case VARBINARY -> bytes(random.nextInt(10));
            case BINARY -> bytes(((BinaryType) type).getLength());
            case DECIMAL -> decimal((DecimalType) type);
            case TIMESTAMP_WITHOUT_TIME_ZONE, TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    timestamp(LogicalTypeChecks.getPrecision(type));
            case ARRAY -> array(((ArrayType) type).getElementType());
            case MAP -> map(((MapType) type).getKeyType(), ((MapType) type).getValueType());
            case MULTISET -> map(((MultisetType) type).getElementType(), new IntType(false));
            case ROW -> {
                GenericRowData row = new GenericRowData(type.getChildren().size());
                for (int i = 0; i < row.getArity(); i++) {
                    row.setField(i, value(type.getChildren().get(i)));
                }
                yield row;
            }
            default -> throw new IllegalArgumentException("no values of " + type);
        };
    }

    private long integer(int bits) {
        long most = -1L >>> (65 - bits);
        return switch (random.nextInt(8)) {
            case 0 -> most;
            case 1 -> -most - 1;
            case 2 -> 0;
            case 3 -> -1;
            default -> random.nextLong() >> (64 - bits);
        };
    }

    private StringData text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(random.nextBoolean() ? 'a' + random.nextInt(26) : 0x1F600 + i);
        }
        return StringData.fromString(text.toString());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private DecimalData decimal(DecimalType type) {
        BigInteger bound = BigInteger.TEN.pow(type.getPrecision());
        BigInteger unscaled =
                random.nextInt(4) == 0
                        ? bound.subtract(BigInteger.ONE)
                        : new BigInteger(130, random).mod(bound);
        BigDecimal value =
                new BigDecimal(
                        random.nextBoolean() ? unscaled.negate() : unscaled, type.getScale());
        return DecimalData.fromBigDecimal(value, type.getPrecision(), type.getScale());
    }

    private TimestampData timestamp(int precision) {
        long nanos = random.nextInt(4) == 0 ? -1 : integer(64);
        long unit = (long) Math.pow(10, 9 - precision);
        long floored = Math.max(nanos, Long.MIN_VALUE + unit);
        floored -= Math.floorMod(floored, unit);
        return TimestampData.fromEpochMillis(
                Math.floorDiv(floored, 1_000_000L), (int) Math.floorMod(floored, 1_000_000L));
    }

    private GenericArrayData array(LogicalType elementType) {
        Object[] elements = new Object[random.nextInt(4)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = value(elementType);
        }
        return new GenericArrayData(elements);
    }

    private GenericMapData map(LogicalType keyType, LogicalType valueType) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(valueOf(keyType), value(valueType));
        }
        return new GenericMapData(map);
    }
}
