/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.Projection.Column;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.MetadataVersion;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.UnionMode;

import java.util.ArrayList;
import java.util.List;

/**
 * Which nodes and buffers of a record batch belong to which field: the pre-order walk over the
 * schema, of which the chosen fields are kept.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">RecordBatch
 *     message</a>
 */
final class BatchLayout {

    private final List<ArrayLayout> columns;
    private final List<Field> fields;
    private final int nodeCount;
    private final int bufferCount;
    private final int variadicCount;

    private BatchLayout(List<ArrayLayout> columns, Walk walk) {
        this.columns = columns;
        this.fields = columns.stream().map(ArrayLayout::field).toList();
        this.nodeCount = walk.nodes;
        this.bufferCount = walk.buffers;
        this.variadicCount = walk.variadics;
    }

    /** The layout of batches that have the variadic buffer counts of the given one. */
    static BatchLayout of(
            List<Field> fields,
            Projection projection,
            FieldPath parent,
            MetadataVersion version,
            RecordBatchHeader header,
            Location location)
            throws IpcFormatException {
        Walk walk = new Walk(version, header, location);
        List<ArrayLayout> columns = walk.siblings(fields, projection.columns(), parent);
        return new BatchLayout(columns, walk);
    }

    /** The chosen fields in the order of the projection. */
    List<ArrayLayout> columns() {
        return columns;
    }

    /** The chosen fields as they are in the projected schema. */
    List<Field> fields() {
        return fields;
    }

    /** Whether the counts do not depend on the batch. */
    boolean isSameForAllBatches() {
        return variadicCount == 0;
    }

    /** Checks that a batch has as many parts as the schema asks for. */
    void check(RecordBatchHeader header, Location location) throws IpcFormatException {
        check("field nodes", nodeCount, header.nodeCount(), location);
        check("buffers", bufferCount, header.bufferCount(), location);
        check("variadic buffer counts", variadicCount, header.variadicCountCount(), location);
    }

    private static void check(String what, int expected, int found, Location location)
            throws IpcFormatException {
        if (expected != found) {
            throw location.malformed(
                    "the schema asks for " + expected + " " + what + ", found " + found);
        }
    }

    /** Counts what each field takes. */
    private static final class Walk {

        private final MetadataVersion version;
        private final RecordBatchHeader header;
        private final Location location;
        private int nodes;
        private int buffers;
        private int variadics;

        Walk(MetadataVersion version, RecordBatchHeader header, Location location) {
            this.version = version;
            this.header = header;
            this.location = location;
        }

        /**
         * @param chosen null for all
         */
        List<ArrayLayout> siblings(List<Field> fields, List<Column> chosen, FieldPath parent)
                throws IpcFormatException {
            ArrayLayout[] layouts = new ArrayLayout[chosen == null ? fields.size() : chosen.size()];
            int[] wanted = ordinals(fields.size(), chosen);
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                if (wanted[i] < 0) {
                    skip(field);
                } else {
                    List<Column> inner = chosen == null ? null : chosen.get(wanted[i]).children();
                    layouts[wanted[i]] = keep(field, inner, parent.child(field.name()));
                }
            }
            return List.of(layouts);
        }

        /** For each field its place among the chosen ones, or -1. */
        private static int[] ordinals(int count, List<Column> chosen) {
            int[] places = new int[count];
            for (int i = 0; i < count; i++) {
                places[i] = chosen == null ? i : -1;
            }
            for (int i = 0; chosen != null && i < chosen.size(); i++) {
                places[chosen.get(i).ordinal()] = i;
            }
            return places;
        }

        private ArrayLayout keep(Field field, List<Column> chosenChildren, FieldPath path)
                throws IpcFormatException {
            int node = nodes;
            int buffer = buffers;
            own(field);
            int own = buffers - buffer;
            List<ArrayLayout> children = List.of();
            Field projected = field;
            if (!field.isDictionaryEncoded() && !field.children().isEmpty()) {
                children = siblings(field.children(), chosenChildren, path);
                if (chosenChildren != null) {
                    List<Field> fields = new ArrayList<>(children.size());
                    children.forEach(child -> fields.add(child.field()));
                    projected = field.withChildren(fields);
                }
            }
            return new ArrayLayout(projected, path, node, buffer, own, children);
        }

        private void skip(Field field) throws IpcFormatException {
            own(field);
            if (!field.isDictionaryEncoded()) {
                for (Field child : field.children()) {
                    skip(child);
                }
            }
        }

        /** Counts what the field takes itself. */
        private void own(Field field) throws IpcFormatException {
            nodes++;
            if (field.isDictionaryEncoded()) {
                buffers += 2;
                return;
            }
            ArrowType type = field.type();
            buffers += buffers(type, version);
            if (type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView) {
                if (variadics >= header.variadicCountCount()) {
                    throw location.malformed(
                            "the schema asks for more than "
                                    + header.variadicCountCount()
                                    + " variadic buffer counts");
                }
                long count = header.variadicCount(variadics++);
                if (count < 0 || count > header.bufferCount() - buffers) {
                    throw location.malformed(
                            "a variadic buffer count of "
                                    + count
                                    + " in a batch of "
                                    + header.bufferCount()
                                    + " buffers");
                }
                buffers += (int) count;
            }
        }
    }

    /** The buffers that a type has itself, without those of its children and variadic ones. */
    private static int buffers(ArrowType type, MetadataVersion version) {
        // Before V5, unions and run-end-encoded arrays had a validity bitmap too.
        int validity = version == MetadataVersion.V4 ? 1 : 0;
        if (type instanceof ArrowType.Null) {
            return 0;
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return validity;
        } else if (type instanceof ArrowType.Union union) {
            return validity + (union.mode() == UnionMode.DENSE ? 2 : 1);
        } else if (type instanceof ArrowType.Struct || type instanceof ArrowType.FixedSizeList) {
            return 1;
        } else if (type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.ListView
                || type instanceof ArrowType.LargeListView) {
            return 3;
        }
        return 2;
    }
}
