/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.DictionaryEncoder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.internal.metadata.Quoted;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Dictionaries that have the values of those of several inputs, each value once. */
final class UnifiedDictionaries implements AutoCloseable {

    private final Schema schema;
    private final ReadOptions reading;
    private final long mostBytes;
    private final Set<Long> ids;
    private final Set<Long> ordered = new HashSet<>();
    private final DictionaryEncoder encoder;

    /**
     * @throws UnsupportedIpcFeatureException if the schema has dictionaries that cannot be unified
     */
    UnifiedDictionaries(Schema schema, ConcatenationOptions options)
            throws UnsupportedIpcFeatureException {
        this.schema = schema;
        this.reading = options.reading();
        this.mostBytes = options.maxDictionaryBytes();
        this.ids = DictionaryFields.of(schema.fields()).keySet();
        addOrdered(schema.fields());
        try {
            this.encoder = new DictionaryEncoder(schema, reading.allocator());
        } catch (UnsupportedOperationException e) {
            throw new UnsupportedIpcFeatureException(
                    "inputs with different dictionaries cannot be joined as a file: "
                            + e.getMessage(),
                    e);
        }
    }

    private void addOrdered(List<Field> fields) {
        for (Field field : fields) {
            if (field.dictionary() != null && field.dictionary().ordered()) {
                ordered.add(field.dictionary().id());
            }
            addOrdered(field.children());
        }
    }

    /** Whether the input says all its values before its batches are read. */
    boolean hasAllAtOnce(ScannedInput input) {
        return input.container() == IpcContainer.FILE && input.schema().equals(schema);
    }

    /** Adds what the dictionaries of a file have; those of others are added batch by batch. */
    void add(ScannedInput input) throws IOException {
        if (hasAllAtOnce(input)) {
            startWithThoseOf(input);
        }
    }

    /** Whether an index of the input means the same here, so that its batches can be copied. */
    boolean startWithThoseOf(ScannedInput input) throws IOException {
        if (!hasAllAtOnce(input)) {
            return false;
        }
        boolean same = true;
        try (IpcFileReader reader = IpcFileReader.open(input.source().open(), reading)) {
            for (long id : ids) {
                Dictionary dictionary = reader.dictionary(id);
                if (dictionary != null) {
                    same &= isStart(id, dictionary.values(), input);
                }
            }
        }
        return same;
    }

    private boolean isStart(long id, ArrowArray values, ScannedInput input)
            throws UnsupportedIpcFeatureException {
        boolean start = isStart(encode(id, values, input));
        if (!start && ordered.contains(id)) {
            throw new UnsupportedIpcFeatureException(
                    ("%s: its dictionary %d is ordered, and does not begin as those before it: they"
                                    + " can be joined as a stream, not as a file")
                            .formatted(input.name(), id));
        }
        return start;
    }

    private static boolean isStart(DictionaryArray encoded) {
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.isNull(i) || encoded.dictionaryIndex(i) != i) {
                return false;
            }
        }
        return true;
    }

    private DictionaryArray encode(long id, ArrowArray values, ScannedInput input)
            throws UnsupportedIpcFeatureException {
        try {
            DictionaryArray encoded = encoder.encode(id, values);
            checkBytes(input);
            return encoded;
        } catch (ArithmeticException e) {
            throw tooLarge(input, e);
        }
    }

    /** Writes all of them as they are now, to which nothing is to be added. */
    void write(IpcFileWriter writer) throws IOException {
        try (RecordBatchBuilder none = new RecordBatchBuilder(schema, reading.allocator())) {
            writer.writeDictionaries(encoder.encode(none.build(0)));
        }
    }

    /** A batch of the input with indices into these dictionaries, valid until the next call. */
    RecordBatch encode(RecordBatch batch, ScannedInput input)
            throws UnsupportedIpcFeatureException {
        if (!ordered.isEmpty()) {
            Map<Long, ArrowArray> found = new HashMap<>();
            batch.columns().forEach(column -> StoredArrays.collectDictionaries(column, found));
            found.keySet().retainAll(ordered);
            for (var dictionary : found.entrySet()) {
                isStart(dictionary.getKey(), dictionary.getValue(), input);
            }
        }
        try {
            RecordBatch encoded = encoder.encode(batch);
            checkBytes(input);
            return encoded;
        } catch (ArithmeticException e) {
            throw tooLarge(input, e);
        }
    }

    private void checkBytes(ScannedInput input) throws UnsupportedIpcFeatureException {
        List<DictionaryEncoder.Size> sizes = encoder.sizes();
        long bytes = sizes.stream().mapToLong(DictionaryEncoder.Size::bytes).sum();
        if (bytes > mostBytes) {
            DictionaryEncoder.Size largest =
                    Collections.max(sizes, Comparator.comparing(DictionaryEncoder.Size::bytes));
            throw new UnsupportedIpcFeatureException(
                    ("%s: its dictionaries and those before it take %d bytes when they are joined,"
                                    + " more than %d: the largest is that of field %s with %d values;"
                                    + " join fewer files, or leave it out of what is"
                                    + " dictionary-encoded")
                            .formatted(
                                    input.name(),
                                    bytes,
                                    mostBytes,
                                    Quoted.of(largest.field().name()),
                                    largest.values()));
        }
    }

    private static UnsupportedIpcFeatureException tooLarge(
            ScannedInput input, ArithmeticException cause) {
        return new UnsupportedIpcFeatureException(
                input.name()
                        + ": its dictionaries and those before it are too large for one file: "
                        + cause.getMessage(),
                cause);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
