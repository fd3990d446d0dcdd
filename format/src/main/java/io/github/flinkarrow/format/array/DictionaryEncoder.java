/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the columns of record batches into indices into dictionaries that only ever grow, whether
 * they are plain or dictionary-encoded before.
 *
 * <p>Not safe for use by several threads.
 */
public final class DictionaryEncoder implements AutoCloseable {

    /**
     * One of the dictionaries.
     *
     * @param field that it is of
     * @param values how many it has
     * @param bytes that it takes, unused room and what finds values in it included, and the indices
     *     until they are released
     */
    public record Size(Field field, int values, long bytes) {}

    private record Dictionary(DictionaryBuilder builder, CountedSource memory) {}

    private final Schema schema;
    private final Map<Long, Dictionary> dictionaries = new HashMap<>();

    /**
     * @param schema of the result; each field that is dictionary-encoded in it has a dictionary of
     *     its own, whose values refer to no other
     * @param source of the memory of indices and dictionaries
     * @throws UnsupportedOperationException if that is not so, or a type has no builder of
     *     dictionaries
     */
    public DictionaryEncoder(Schema schema, BufferSource source) {
        this.schema = schema;
        addBuilders(schema.fields(), source);
    }

    private void addBuilders(List<Field> fields, BufferSource source) {
        for (Field field : fields) {
            if (field.isDictionaryEncoded()) {
                if (field.children().stream().anyMatch(DictionaryEncoder::hasEncoded)) {
                    throw new UnsupportedOperationException(
                            "field '%s': building a dictionary whose values refer to another one"
                                    .formatted(field.name()));
                }
                Schema column = new Schema(List.of(field), KeyValueMetadata.EMPTY);
                CountedSource memory = new CountedSource(source);
                ArrayBuilder builder = new RecordBatchBuilder(column, memory).column(0);
                long id = field.dictionary().id();
                Dictionary dictionary = new Dictionary((DictionaryBuilder) builder, memory);
                if (dictionaries.put(id, dictionary) != null) {
                    throw new UnsupportedOperationException(
                            "field '%s': building dictionary %d, which other fields refer to as well"
                                    .formatted(field.name(), id));
                }
            } else {
                addBuilders(field.children(), source);
            }
        }
    }

    /**
     * Encodes the columns of a batch.
     *
     * @param batch of the schema, whatever is dictionary-encoded in it; remains the caller's, and
     *     is to be open as long as the result is used
     * @return a view that is valid until the next call
     * @throws ArithmeticException if a dictionary has too many values, or bytes
     */
    public RecordBatch encode(RecordBatch batch) {
        return new RecordBatch(
                schema,
                batch.rowCount(),
                encode(schema.fields(), batch.columns()),
                batch.metadata(),
                () -> {});
    }

    private List<ArrowArray> encode(List<Field> fields, List<ArrowArray> arrays) {
        List<ArrowArray> encoded = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            encoded.add(encode(fields.get(i), arrays.get(i)));
        }
        return encoded;
    }

    private ArrowArray encode(Field field, ArrowArray array) {
        if (field.isDictionaryEncoded()) {
            return encode(field.dictionary().id(), array);
        } else if (!hasEncoded(field)) {
            return array;
        }
        List<ArrowArray> children = encode(field.children(), NestedArrays.children(array));
        return NestedArrays.withChildren(array, field, children);
    }

    private static boolean hasEncoded(Field field) {
        return field.isDictionaryEncoded()
                || field.children().stream().anyMatch(DictionaryEncoder::hasEncoded);
    }

    /**
     * Encodes values with one dictionary, to which those that are new are added.
     *
     * @param id of a dictionary of the schema
     * @return a view that is valid until the next call
     * @throws ArithmeticException if the dictionary has too many values, or bytes
     */
    public DictionaryArray encode(long id, ArrowArray values) {
        DictionaryBuilder builder = dictionaries.get(id).builder();
        builder.reset();
        builder.appendFrom(values, 0, values.length());
        return builder.build();
    }

    /** The sizes of the dictionaries as they are now, in no order. */
    public List<Size> sizes() {
        List<Size> sizes = new ArrayList<>();
        for (Dictionary dictionary : dictionaries.values()) {
            DictionaryBuilder builder = dictionary.builder();
            long bytes = dictionary.memory().bytes() + builder.lookupBytes();
            sizes.add(new Size(builder.field(), builder.dictionarySize(), bytes));
        }
        return sizes;
    }

    /** Gives back the memory of indices: what was encoded last is not to be used any more. */
    public void releaseIndices() {
        dictionaries.values().forEach(dictionary -> dictionary.builder().releaseIndices());
    }

    @Override
    public void close() {
        dictionaries.values().forEach(dictionary -> dictionary.builder().close());
    }
}
