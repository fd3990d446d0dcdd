/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.BinaryViewBuilder;
import io.github.flinkarrow.format.array.DictionaryBuilder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.ListLikeBuilder;
import io.github.flinkarrow.format.array.RunEndEncodedBuilder;
import io.github.flinkarrow.format.array.UnionBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.UnionMode;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Columns of which each layout has something else to check. */
public enum StoredColumn {
    /** Nothing of the values. */
    INT64,
    /** Offsets of 32 bits. */
    UTF8,
    /** Offsets of 64 bits. */
    LARGE_UTF8,
    /** Sizes of views that hold their bytes. */
    SHORT_VIEW,
    /** Ranges and prefixes of views that do not. */
    LONG_VIEW,
    /** Indices of 8 bits. */
    DICTIONARY_INT8,
    /** Indices of 32 bits. */
    DICTIONARY_INT32,
    /** Offsets of lists with two elements. */
    LIST,
    /** Offsets and sizes of such lists. */
    LIST_VIEW,
    /** Type ids and offsets. */
    DENSE_UNION,
    /** Ends of runs of 16 values. */
    RUNS;

    private static final int DISTINCT = 97;
    private static final int RUN = 16;
    private static final int LONG_BYTES = 30;
    private static final ArrowType LONG = new ArrowType.Int(64, true);

    Field field() {
        return switch (this) {
            case INT64 -> Field.nullable("c", LONG);
            case UTF8 -> Field.nullable("c", new ArrowType.Utf8());
            case LARGE_UTF8 -> Field.nullable("c", new ArrowType.LargeUtf8());
            case SHORT_VIEW, LONG_VIEW -> Field.nullable("c", new ArrowType.Utf8View());
            case DICTIONARY_INT8 -> encoded(new ArrowType.Int(8, true));
            case DICTIONARY_INT32 -> encoded(new ArrowType.Int(32, true));
            case LIST -> Field.nullable("c", new ArrowType.List(), Field.nullable("i", LONG));
            case LIST_VIEW ->
                    Field.nullable("c", new ArrowType.ListView(), Field.nullable("i", LONG));
            case DENSE_UNION ->
                    Field.nullable(
                            "c",
                            new ArrowType.Union(UnionMode.DENSE, List.of(0, 1)),
                            Field.nullable("a", LONG),
                            Field.nullable("b", LONG));
            case RUNS ->
                    Field.nullable(
                            "c",
                            new ArrowType.RunEndEncoded(),
                            Field.notNull("run_ends", new ArrowType.Int(32, true)),
                            Field.nullable("values", LONG));
        };
    }

    private static Field encoded(ArrowType.Int indices) {
        return new Field(
                "c",
                true,
                new ArrowType.Utf8(),
                new DictionaryEncoding(0, indices, false),
                List.of(),
                KeyValueMetadata.EMPTY);
    }

    /** Appends values, none of them null. */
    void append(ArrayBuilder column, int count) {
        for (int i = 0; i < count; i += this == RUNS ? RUN : 1) {
            append(column, i, count);
        }
    }

    private void append(ArrayBuilder column, int i, int count) {
        if (column instanceof VariableSizeBinaryBuilder text) {
            text.append(text(i));
        } else if (column instanceof BinaryViewBuilder views) {
            views.append(text(i));
        } else if (column instanceof DictionaryBuilder dictionary) {
            dictionary.append(text(i % DISTINCT));
        } else if (column instanceof ListLikeBuilder lists) {
            ((Int64Builder) lists.elements()).append(i);
            ((Int64Builder) lists.elements()).append(i);
            lists.append();
        } else if (column instanceof UnionBuilder union) {
            ((Int64Builder) union.child(i & 1)).append(i);
            union.append(i & 1);
        } else if (column instanceof RunEndEncodedBuilder runs) {
            ((Int64Builder) runs.values()).append(i);
            runs.append(Math.min(RUN, count - i));
        } else {
            ((Int64Builder) column).append(i);
        }
    }

    private byte[] text(int i) {
        String text = "text%06d".formatted(i);
        return (this == LONG_VIEW ? text + ".".repeat(LONG_BYTES - text.length()) : text)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
