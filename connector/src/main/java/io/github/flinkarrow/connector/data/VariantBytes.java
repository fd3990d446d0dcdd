/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Checks that bytes are a variant, and one that Flink can read: Flink itself looks at a part of
 * them only when a query reads it, and its walks of hostile ones may never end.
 *
 * @see <a href="https://github.com/apache/parquet-format/blob/master/VariantEncoding.md">Variant
 *     binary encoding</a>
 */
final class VariantBytes {

    /** Flink's own limit. */
    private static final int MOST_BYTES = 1 << 24;

    /** Flink walks values recursively. */
    private static final int MOST_NESTING = 500;

    /** The bytes of each primitive type that Flink has, up to text, which says its length. */
    private static final int[] PRIMITIVE_BYTES = {1, 1, 1, 2, 3, 5, 9, 9, 6, 10, 18, 5, 9, 9, 5};

    private static final int DECIMAL4 = 8;
    private static final int DECIMAL16 = 10;
    private static final int[] DECIMAL_DIGITS = {9, 18, 38};
    private static final int BINARY = 15;
    private static final int TEXT = 16;

    /** What is wrong with the bytes. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String reason) {
            super(reason, null, false, false);
        }
    }

    private final byte[] bytes;
    private final String part;
    private long keys;
    private long taken;

    private VariantBytes(byte[] bytes, String part) {
        this.bytes = bytes;
        this.part = part;
    }

    /** Null if Flink can read the variant, or what is wrong with it. */
    static String fault(byte[] metadata, byte[] value) {
        try {
            VariantBytes values = new VariantBytes(value, "value");
            values.keys = new VariantBytes(metadata, "metadata").dictionary();
            values.checkSize();
            values.value(0, 0);
            return null;
        } catch (Fault e) {
            return e.getMessage();
        }
    }

    private void checkSize() throws Fault {
        if (bytes.length > MOST_BYTES) {
            throw new Fault(
                    "%s of %d bytes, of which Flink reads at most %d"
                            .formatted(part, bytes.length, MOST_BYTES));
        }
    }

    /** Checks the metadata, and returns how many keys it has. */
    private long dictionary() throws Fault {
        checkSize();
        int header = unsignedByte(0);
        if ((header & 0xF) != 1) {
            throw fault(0, "version " + (header & 0xF) + " instead of 1");
        }
        int width = (header >>> 6) + 1;
        long size = unsigned(1, width);
        long strings = 1 + (size + 2) * width;
        requireRange(0, strings);
        long last = 0;
        for (long i = 1; i < size + 2; i++) {
            long offset = unsigned(1 + i * width, width);
            if (offset < last) {
                throw fault(1 + i * width, "an offset below the one before");
            }
            last = offset;
        }
        requireRange(strings, last);
        return size;
    }

    /** Checks the value at a position, and returns how many bytes it has. */
    private long value(long position, int nesting) throws Fault {
        int header = unsignedByte(position);
        int info = header >>> 2;
        long size =
                switch (header & 3) {
                    case 0 -> primitive(position, info);
                    case 1 -> 1 + info;
                    case 2 -> {
                        int countBytes = (info & 0x10) == 0 ? 1 : 4;
                        yield nested(position, nesting, countBytes, (info >>> 2 & 3) + 1, info);
                    }
                    default -> {
                        int countBytes = (info & 4) == 0 ? 1 : 4;
                        yield nested(position, nesting, countBytes, 0, info);
                    }
                };
        requireRange(position, size);
        if ((header & 3) <= 1) {
            take(position, size);
        }
        return size;
    }

    /** Values that share their bytes could be many more than there are bytes. */
    private void take(long position, long size) throws Fault {
        taken += size;
        if (taken > bytes.length) {
            throw fault(position, "a value inside of another one");
        }
    }

    private long primitive(long position, int type) throws Fault {
        if (type == BINARY || type == TEXT) {
            return 5 + unsigned(position + 1, 4);
        } else if (type > TEXT) {
            throw fault(position, "the primitive type " + type + ", which Flink does not have");
        }
        int size = PRIMITIVE_BYTES[type];
        requireRange(position, size);
        if (type >= DECIMAL4 && type <= DECIMAL16) {
            byte[] bigEndian = new byte[size - 2];
            for (int i = 0; i < bigEndian.length; i++) {
                bigEndian[i] = bytes[(int) position + size - 1 - i];
            }
            int digits = DECIMAL_DIGITS[type - DECIMAL4];
            if (unsignedByte(position + 1) > digits
                    || new BigDecimal(new BigInteger(bigEndian)).precision() > digits) {
                throw fault(position, "a decimal of more than " + digits + " digits");
            }
        }
        return size;
    }

    /**
     * Checks the values inside of an object or array.
     *
     * @param idBytes of a key's number; 0 in an array
     */
    private long nested(long position, int nesting, int countBytes, int idBytes, int info)
            throws Fault {
        if (nesting == MOST_NESTING) {
            throw fault(position, "more than " + MOST_NESTING + " levels of nesting");
        }
        int offsetBytes = (info & 3) + 1;
        long count = unsigned(position + 1, countBytes);
        long ids = position + 1 + countBytes;
        long offsets = ids + count * idBytes;
        long values = offsets + (count + 1) * offsetBytes;
        requireRange(position, values - position);
        take(position, values - position);
        long end = values + unsigned(values - offsetBytes, offsetBytes);
        requireRange(position, end - position);
        for (long i = 0; i < count; i++) {
            if (idBytes > 0 && unsigned(ids + i * idBytes, idBytes) >= keys) {
                throw fault(ids + i * idBytes, "a key beyond the " + keys + " of the metadata");
            }
            long child = values + unsigned(offsets + i * offsetBytes, offsetBytes);
            if (child + value(child, nesting + 1) > end) {
                throw fault(child, "a value that does not end where its parent does");
            }
        }
        return end - position;
    }

    private int unsignedByte(long position) throws Fault {
        requireRange(position, 1);
        return bytes[(int) position] & 0xFF;
    }

    /** A little-endian integer of up to 4 bytes. */
    private long unsigned(long position, int width) throws Fault {
        requireRange(position, width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[(int) position + i] & 0xFF);
        }
        return value;
    }

    private void requireRange(long position, long size) throws Fault {
        if (position + size > bytes.length) {
            throw fault(position, size + " bytes are needed of " + bytes.length);
        }
    }

    private Fault fault(long position, String reason) {
        return new Fault(part + " at byte " + position + ": " + reason);
    }
}
