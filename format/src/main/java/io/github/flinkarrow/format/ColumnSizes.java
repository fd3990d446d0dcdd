/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up the sizes of the buffers of each column. */
final class ColumnSizes {

    private static final int PREFIX = Long.BYTES;
    private static final long STORED = -1;

    private final SeekableInput input;
    private final List<Field> fields;
    private final long[] stored;
    private final long[] uncompressed;

    /** The length before compressed bytes, which is little-endian in any case. */
    private final ByteBuffer prefix = ByteBuffer.allocate(PREFIX).order(ByteOrder.LITTLE_ENDIAN);

    ColumnSizes(SeekableInput input, List<Field> fields) {
        this.input = input;
        this.fields = fields;
        this.stored = new long[fields.size()];
        this.uncompressed = new long[fields.size()];
    }

    void add(EncapsulatedMessage message, RecordBatchHeader header) throws IOException {
        Location location = message.location();
        BatchLayout layout =
                BatchLayout.of(
                        fields,
                        Projection.ALL,
                        FieldPath.ROOT,
                        message.message().version(),
                        header,
                        location);
        layout.check(header, location);
        long[] lengths = lengths(message, header);
        for (int i = 0; i < stored.length; i++) {
            int first = layout.columns().get(i).firstBuffer();
            int behind =
                    i + 1 < stored.length
                            ? layout.columns().get(i + 1).firstBuffer()
                            : header.bufferCount();
            for (int buffer = first; buffer < behind; buffer++) {
                stored[i] = sum(stored[i], header.bufferLength(buffer), location);
                uncompressed[i] = sum(uncompressed[i], lengths[buffer], location);
            }
        }
    }

    /** The uncompressed lengths of all buffers, which are read from front to back. */
    private long[] lengths(EncapsulatedMessage message, RecordBatchHeader header)
            throws IOException {
        boolean compressed = header.compression() != BodyCompression.NONE;
        long[] lengths = new long[header.bufferCount()];
        int[] order = inOrderOfOffsets(header);
        long last = -1;
        for (int buffer : order) {
            long offset = header.bufferOffset(buffer);
            long length = header.bufferLength(buffer);
            if (length == 0) {
                continue;
            }
            check(message, buffer, offset, length);
            if (!compressed) {
                lengths[buffer] = length;
                continue;
            }
            if (length < PREFIX) {
                throw message.location()
                        .malformed(
                                "compressed buffer "
                                        + buffer
                                        + " has "
                                        + length
                                        + " bytes, less than its length takes");
            }
            if (offset != last) {
                InputBytes.fill(
                        input, message.bodyPosition() + offset, prefix.clear(), message.location());
                last = offset;
            }
            long said = prefix.getLong(0);
            if (said < STORED) {
                throw message.location()
                        .malformed(
                                "compressed buffer "
                                        + buffer
                                        + " gives its uncompressed length as "
                                        + said);
            }
            lengths[buffer] = said == STORED ? length - PREFIX : said;
        }
        return lengths;
    }

    private static int[] inOrderOfOffsets(RecordBatchHeader header) {
        return IntStream.range(0, header.bufferCount())
                .boxed()
                .sorted(Comparator.comparingLong(header::bufferOffset))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static void check(EncapsulatedMessage message, int buffer, long offset, long length)
            throws IpcFormatException {
        long body = message.message().bodyLength();
        if (length < 0 || offset < 0 || offset > body - length) {
            throw message.location()
                    .malformed(
                            "buffer "
                                    + buffer
                                    + " of "
                                    + length
                                    + " bytes at "
                                    + offset
                                    + " lies outside the body of "
                                    + body
                                    + " bytes");
        }
        if (offset % 8 != 0) {
            throw message.location()
                    .malformed("buffer " + buffer + " at " + offset + " is not aligned to 8 bytes");
        }
    }

    private static long sum(long one, long other, Location location) throws IpcFormatException {
        if (one > Long.MAX_VALUE - other) {
            throw location.malformed("the buffers of a column have more than 2^63 - 1 bytes");
        }
        return one + other;
    }

    List<IpcSummary.ColumnSize> sums() {
        List<IpcSummary.ColumnSize> sums = new ArrayList<>(stored.length);
        for (int i = 0; i < stored.length; i++) {
            sums.add(new IpcSummary.ColumnSize(stored[i], uncompressed[i]));
        }
        return sums;
    }
}
