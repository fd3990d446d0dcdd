/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

/** Reads what {@link EncodedBytes} wrote, or anything that pretends to be. */
final class EncodedInput {

    /** What is read is not what it should be. */
    static final class MalformedException extends Exception {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    private static final int MOST_SHIFT = 63;

    private final byte[] bytes;
    private final int end;
    private int position;

    EncodedInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private EncodedInput(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.position = start;
        this.end = end;
    }

    boolean isAtEnd() {
        return position == end;
    }

    /** Where the next byte is. */
    int position() {
        return position;
    }

    /** Goes back or on to where it has been. */
    void goTo(int known) {
        position = known;
    }

    /** Puts what has been read since a position behind other bytes. */
    void copy(int start, EncodedBytes target) {
        target.put(bytes, start, position - start);
    }

    int getByte() throws MalformedException {
        if (position == end) {
            throw new MalformedException("ends too early");
        }
        return bytes[position++] & 0xFF;
    }

    long getVarint() throws MalformedException {
        long value = 0;
        for (int shift = 0; shift <= MOST_SHIFT; shift += 7) {
            int part = getByte();
            value |= (long) (part & 0x7F) << shift;
            if (part < 0x80) {
                if (shift == MOST_SHIFT && part > 1) {
                    break;
                }
                return value;
            }
        }
        throw new MalformedException("a number of more than 64 bits");
    }

    long getSigned() throws MalformedException {
        long value = getVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    long getFixed(int count) throws MalformedException {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value |= (long) getByte() << (i * Byte.SIZE);
        }
        return value;
    }

    /** A number of bytes, and as many. */
    byte[] getBytes(int most) throws MalformedException {
        EncodedInput part = getPart();
        int length = part.end - part.position;
        if (length > most) {
            throw new MalformedException(length + " bytes, more than " + most);
        }
        byte[] value = new byte[length];
        System.arraycopy(bytes, part.position, value, 0, length);
        return value;
    }

    /** A number of bytes, and as many that are read on their own. */
    EncodedInput getPart() throws MalformedException {
        long length = getVarint();
        if (length < 0 || length > end - position) {
            throw new MalformedException("ends too early");
        }
        EncodedInput part = new EncodedInput(bytes, position, position + (int) length);
        position += (int) length;
        return part;
    }
}
