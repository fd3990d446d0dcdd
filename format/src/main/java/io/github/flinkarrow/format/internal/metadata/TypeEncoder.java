/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;

import java.util.Map;

import static io.github.flinkarrow.format.internal.metadata.EnumMembers.number;
import static java.util.Map.entry;

/** A type of the schema as a member of a field's Type union. */
final class TypeEncoder {

    private static final Map<Class<? extends ArrowType>, Byte> MEMBERS =
            Map.ofEntries(
                    entry(ArrowType.Null.class, Type.Null),
                    entry(ArrowType.Bool.class, Type.Bool),
                    entry(ArrowType.Int.class, Type.Int),
                    entry(ArrowType.FloatingPoint.class, Type.FloatingPoint),
                    entry(ArrowType.Decimal.class, Type.Decimal),
                    entry(ArrowType.Utf8.class, Type.Utf8),
                    entry(ArrowType.LargeUtf8.class, Type.LargeUtf8),
                    entry(ArrowType.Utf8View.class, Type.Utf8View),
                    entry(ArrowType.Binary.class, Type.Binary),
                    entry(ArrowType.LargeBinary.class, Type.LargeBinary),
                    entry(ArrowType.BinaryView.class, Type.BinaryView),
                    entry(ArrowType.FixedSizeBinary.class, Type.FixedSizeBinary),
                    entry(ArrowType.Date.class, Type.Date),
                    entry(ArrowType.Time.class, Type.Time),
                    entry(ArrowType.Timestamp.class, Type.Timestamp),
                    entry(ArrowType.Duration.class, Type.Duration),
                    entry(ArrowType.Interval.class, Type.Interval),
                    entry(ArrowType.List.class, Type.List),
                    entry(ArrowType.LargeList.class, Type.LargeList),
                    entry(ArrowType.ListView.class, Type.ListView),
                    entry(ArrowType.LargeListView.class, Type.LargeListView),
                    entry(ArrowType.FixedSizeList.class, Type.FixedSizeList),
                    entry(ArrowType.Struct.class, Type.Struct_),
                    entry(ArrowType.Map.class, Type.Map),
                    entry(ArrowType.Union.class, Type.Union),
                    entry(ArrowType.RunEndEncoded.class, Type.RunEndEncoded));

    private TypeEncoder() {}

    /** Which member of the union the type is. */
    static byte member(ArrowType type) {
        return MEMBERS.get(type.getClass());
    }

    /** The position of the member's table. */
    static int encode(FlatBufferBuilder builder, ArrowType type) {
        if (type instanceof ArrowType.Int it) {
            return Int.createInt(builder, it.bitWidth(), it.signed());
        } else if (type instanceof ArrowType.FloatingPoint it) {
            return FloatingPoint.createFloatingPoint(
                    builder, number(EnumMembers.PRECISIONS, it.precision()));
        } else if (type instanceof ArrowType.Decimal it) {
            return Decimal.createDecimal(builder, it.precision(), it.scale(), it.bitWidth());
        } else if (type instanceof ArrowType.FixedSizeBinary it) {
            return FixedSizeBinary.createFixedSizeBinary(builder, it.byteWidth());
        } else if (type instanceof ArrowType.Date it) {
            return Date.createDate(builder, number(EnumMembers.DATE_UNITS, it.unit()));
        } else if (type instanceof ArrowType.Time it) {
            return Time.createTime(
                    builder, number(EnumMembers.TIME_UNITS, it.unit()), it.bitWidth());
        } else if (type instanceof ArrowType.Timestamp it) {
            int zone = it.zone() == null ? 0 : builder.createString(it.zone());
            return Timestamp.createTimestamp(
                    builder, number(EnumMembers.TIME_UNITS, it.unit()), zone);
        } else if (type instanceof ArrowType.Duration it) {
            return Duration.createDuration(builder, number(EnumMembers.TIME_UNITS, it.unit()));
        } else if (type instanceof ArrowType.Interval it) {
            return Interval.createInterval(builder, number(EnumMembers.INTERVAL_UNITS, it.unit()));
        } else if (type instanceof ArrowType.FixedSizeList it) {
            return FixedSizeList.createFixedSizeList(builder, it.listSize());
        } else if (type instanceof ArrowType.Map it) {
            return org.apache.arrow.flatbuf.Map.createMap(builder, it.keysSorted());
        } else if (type instanceof ArrowType.Union it) {
            int[] typeIds = it.typeIds().stream().mapToInt(Integer::intValue).toArray();
            int vector = Union.createTypeIdsVector(builder, typeIds);
            return Union.createUnion(builder, number(EnumMembers.UNION_MODES, it.mode()), vector);
        }
        builder.startTable(0);
        return builder.endTable();
    }
}
