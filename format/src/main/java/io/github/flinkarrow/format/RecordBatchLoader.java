/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.MetadataVersion;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Loads the chosen columns of record batches and dictionaries of one schema: layout, request,
 * fetch, arrays.
 */
final class RecordBatchLoader {

    private final ReadContext context;
    private final List<Field> fields;
    private final Projection projection;
    private final FieldPath parent;
    private final Set<Long> dictionaryIds;

    /** The layout of all batches of a version, where the batch does not matter. */
    private BatchLayout sharedLayout;

    private MetadataVersion sharedVersion;

    /**
     * @param parent of the fields, for messages
     * @throws IllegalArgumentException if the fields have not what the projection chooses
     */
    RecordBatchLoader(
            ReadContext context, List<Field> fields, Projection projection, FieldPath parent) {
        this.context = context;
        this.fields = fields;
        this.projection = projection;
        this.parent = parent;
        this.dictionaryIds = DictionaryFields.of(projection.project(fields)).keySet();
    }

    Projection projection() {
        return projection;
    }

    /** The dictionaries that the chosen columns refer to, those inside of dictionaries too. */
    Set<Long> dictionaryIds() {
        return dictionaryIds;
    }

    /**
     * Loads a record batch, which is to be closed.
     *
     * @param allocator of what the batch consists of
     */
    RecordBatch load(
            EncapsulatedMessage message,
            RecordBatchHeader header,
            DictionarySource dictionaries,
            Schema schema,
            BufferAllocator allocator)
            throws IOException {
        Location location = message.location();
        int rowCount = rowCount(header, location);
        OwnedMemory memory = new OwnedMemory(allocator);
        boolean loaded = false;
        try {
            BatchLayout layout = layout(message, header);
            List<ArrowArray> columns = arrays(layout, message, header, dictionaries, memory);
            Schema projected = new Schema(layout.fields(), schema.metadata());
            loaded = true;
            return new RecordBatch(
                    projected,
                    rowCount,
                    columns,
                    message.message().metadata(),
                    memory.bytes(),
                    memory::release);
        } finally {
            if (!loaded) {
                memory.release();
            }
        }
    }

    /** The rows of a record batch, of which nothing is loaded. */
    int count(EncapsulatedMessage message, RecordBatchHeader header) throws IOException {
        int rowCount = rowCount(header, message.location());
        layout(message, header);
        unbacked(message).checkWithoutColumns(header, message.message().bodyLength());
        return rowCount;
    }

    private UnbackedRows unbacked(EncapsulatedMessage message) {
        return new UnbackedRows(context.options().maxUnbackedRows(), message.location());
    }

    /** Loads the values of a dictionary, the only column, which refers to no other. */
    Dictionary loadDictionary(EncapsulatedMessage message, RecordBatchHeader header)
            throws IOException {
        rowCount(header, message.location());
        OwnedMemory memory = new OwnedMemory(context.options().dictionaryAllocator());
        boolean loaded = false;
        try {
            BatchLayout layout = layout(message, header);
            ArrowArray values =
                    arrays(layout, message, header, DictionarySource.NONE, memory).get(0);
            loaded = true;
            return new Dictionary(values, memory);
        } finally {
            if (!loaded) {
                memory.release();
            }
        }
    }

    private List<ArrowArray> arrays(
            BatchLayout layout,
            EncapsulatedMessage message,
            RecordBatchHeader header,
            DictionarySource dictionaries,
            OwnedMemory memory)
            throws IOException {
        Location location = message.location();
        UnbackedRows unbacked = unbacked(message);
        if (layout.columns().isEmpty()) {
            unbacked.checkWithoutColumns(header, message.message().bodyLength());
            return List.of();
        }
        BodyBuffers buffers = new BodyBuffers(context, message, header, memory);
        ArrayRequest request =
                new ArrayRequest(
                        header, buffers, context.options().validation(), unbacked, location);
        for (ArrayLayout column : layout.columns()) {
            if (header.nodeLength(column.node()) != header.length()) {
                throw location.malformed(
                        column.path()
                                + ": "
                                + header.nodeLength(column.node())
                                + " values in a batch of "
                                + header.length()
                                + " rows");
            }
            request.request(column);
        }
        buffers.fetch();
        ArrayLoader loader =
                new ArrayLoader(
                        buffers, dictionaries, memory, context.options().validation(), location);
        List<ArrowArray> columns = new ArrayList<>(layout.columns().size());
        for (ArrayLayout column : layout.columns()) {
            columns.add(loader.loadColumn(column));
        }
        return columns;
    }

    private BatchLayout layout(EncapsulatedMessage message, RecordBatchHeader header)
            throws IpcFormatException {
        MetadataVersion version = message.message().version();
        BatchLayout layout = version == sharedVersion ? sharedLayout : null;
        if (layout == null) {
            layout =
                    BatchLayout.of(fields, projection, parent, version, header, message.location());
            if (layout.isSameForAllBatches()) {
                sharedLayout = layout;
                sharedVersion = version;
            }
        }
        layout.check(header, message.location());
        return layout;
    }

    /** The rows of a batch, which a Java array could index. */
    static int rowCount(RecordBatchHeader header, Location location) throws IOException {
        long length = header.length();
        if (length < 0) {
            throw location.malformed("a record batch of " + length + " rows");
        }
        if (length > Integer.MAX_VALUE) {
            throw location.unsupported("a record batch of " + length + " rows, more than 2^31 - 1");
        }
        return (int) length;
    }
}
