/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Duration;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Map;
import org.apache.arrow.flatbuf.Null;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;

import java.util.ArrayList;
import java.util.List;

/**
 * The member of a field's Type union as a type of the schema. A number that the specification does
 * not know (of a type, a unit, a mode) is unsupported: a later one may; a parameter that it forbids
 * is malformed.
 */
final class TypeDecoder {

    /** Type ids are from 0 to 127. */
    private static final int MAX_MEMBERS = 128;

    private final org.apache.arrow.flatbuf.Field field;
    private final FieldPath path;

    private TypeDecoder(org.apache.arrow.flatbuf.Field field, FieldPath path) {
        this.field = field;
        this.path = path;
    }

    static ArrowType decode(org.apache.arrow.flatbuf.Field field, FieldPath path)
            throws MalformedDataException, UnsupportedFeatureException {
        int type = Byte.toUnsignedInt(field.typeType());
        if (type >= Type.names.length) {
            throw unsupported(path, "type " + type);
        }
        if (type == Type.NONE || field.type(new Null()) == null) {
            throw new MalformedDataException(path + ": the field has no type");
        }
        try {
            return new TypeDecoder(field, path).decode();
        } catch (IllegalArgumentException e) {
            throw forbidden(path, e);
        }
    }

    /** An integer type that is not a field's own: of the indices into a dictionary. */
    static ArrowType.Int integer(Int type, FieldPath path) throws MalformedDataException {
        try {
            return new ArrowType.Int(type.bitWidth(), type.isSigned());
        } catch (IllegalArgumentException e) {
            throw forbidden(path, e);
        }
    }

    /** The constructors of the types know what is allowed, and say what they found instead. */
    private static MalformedDataException forbidden(FieldPath path, IllegalArgumentException e) {
        return new MalformedDataException(path + ": " + e.getMessage(), e);
    }

    private static UnsupportedFeatureException unsupported(FieldPath path, String what) {
        return new UnsupportedFeatureException(path + ": " + what + " is not supported");
    }

    private ArrowType decode() throws MalformedDataException, UnsupportedFeatureException {
        return switch (field.typeType()) {
            case Type.Null -> new ArrowType.Null();
            case Type.Int -> integer((Int) field.type(new Int()), path);
            case Type.FloatingPoint -> floatingPoint();
            case Type.Binary -> new ArrowType.Binary();
            case Type.Utf8 -> new ArrowType.Utf8();
            case Type.Bool -> new ArrowType.Bool();
            case Type.Decimal -> decimal();
            case Type.Date -> date();
            case Type.Time -> time();
            case Type.Timestamp -> timestamp();
            case Type.Interval -> interval();
            case Type.List -> new ArrowType.List();
            case Type.Struct_ -> new ArrowType.Struct();
            case Type.Union -> union();
            case Type.FixedSizeBinary -> fixedSizeBinary();
            case Type.FixedSizeList -> fixedSizeList();
            case Type.Map -> new ArrowType.Map(((Map) field.type(new Map())).keysSorted());
            case Type.Duration -> duration();
            case Type.LargeBinary -> new ArrowType.LargeBinary();
            case Type.LargeUtf8 -> new ArrowType.LargeUtf8();
            case Type.LargeList -> new ArrowType.LargeList();
            case Type.RunEndEncoded -> new ArrowType.RunEndEncoded();
            case Type.BinaryView -> new ArrowType.BinaryView();
            case Type.Utf8View -> new ArrowType.Utf8View();
            case Type.ListView -> new ArrowType.ListView();
            case Type.LargeListView -> new ArrowType.LargeListView();
            default -> throw unsupported(path, "type " + field.typeType());
        };
    }

    private ArrowType floatingPoint() throws UnsupportedFeatureException {
        FloatingPoint type = (FloatingPoint) field.type(new FloatingPoint());
        return new ArrowType.FloatingPoint(
                known(EnumMembers.PRECISIONS, type.precision(), "precision"));
    }

    private ArrowType decimal() {
        Decimal type = (Decimal) field.type(new Decimal());
        return new ArrowType.Decimal(type.precision(), type.scale(), type.bitWidth());
    }

    private ArrowType date() throws UnsupportedFeatureException {
        Date type = (Date) field.type(new Date());
        return new ArrowType.Date(known(EnumMembers.DATE_UNITS, type.unit(), "date unit"));
    }

    private ArrowType time() throws MalformedDataException, UnsupportedFeatureException {
        Time type = (Time) field.type(new Time());
        ArrowType.Time time = new ArrowType.Time(timeUnit(type.unit()));
        if (type.bitWidth() != time.bitWidth()) {
            throw new MalformedDataException(
                    path
                            + ": the bit width of a Time in "
                            + time.unit().symbol()
                            + " is "
                            + time.bitWidth()
                            + ", not "
                            + type.bitWidth());
        }
        return time;
    }

    private ArrowType timestamp() throws MalformedDataException, UnsupportedFeatureException {
        Timestamp type = (Timestamp) field.type(new Timestamp());
        String zone = Text.strict(type.timezoneAsByteBuffer(), path + ": the time zone");
        return new ArrowType.Timestamp(timeUnit(type.unit()), zone.isEmpty() ? null : zone);
    }

    private ArrowType interval() throws UnsupportedFeatureException {
        Interval type = (Interval) field.type(new Interval());
        return new ArrowType.Interval(
                known(EnumMembers.INTERVAL_UNITS, type.unit(), "interval unit"));
    }

    private ArrowType duration() throws UnsupportedFeatureException {
        Duration type = (Duration) field.type(new Duration());
        return new ArrowType.Duration(timeUnit(type.unit()));
    }

    private ArrowType fixedSizeBinary() {
        FixedSizeBinary type = (FixedSizeBinary) field.type(new FixedSizeBinary());
        return new ArrowType.FixedSizeBinary(type.byteWidth());
    }

    private ArrowType fixedSizeList() {
        FixedSizeList type = (FixedSizeList) field.type(new FixedSizeList());
        return new ArrowType.FixedSizeList(type.listSize());
    }

    private ArrowType union() throws MalformedDataException, UnsupportedFeatureException {
        Union type = (Union) field.type(new Union());
        boolean implied = type.typeIdsLength() == 0;
        int count = implied ? field.childrenLength() : type.typeIdsLength();
        if (count > MAX_MEMBERS) {
            throw new MalformedDataException(
                    path + ": a union has at most " + MAX_MEMBERS + " members, not " + count);
        }
        List<Integer> typeIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            typeIds.add(implied ? i : type.typeIds(i));
        }
        return new ArrowType.Union(
                known(EnumMembers.UNION_MODES, type.mode(), "union mode"), typeIds);
    }

    private TimeUnit timeUnit(short unit) throws UnsupportedFeatureException {
        return known(EnumMembers.TIME_UNITS, unit, "time unit");
    }

    private <T> T known(List<T> members, short number, String what)
            throws UnsupportedFeatureException {
        if (number < 0 || number >= members.size()) {
            throw unsupported(path, what + " " + number);
        }
        return members.get(number);
    }
}
