/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.WritableByteChannel;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes a file or stream anew, in another container, compression or cut of record batches, a batch
 * at a time. Rows, types and nullability stay what they are, and so does custom metadata but for a
 * {@link Loss}.
 *
 * <p>Batches keep their dictionaries where one dictionary of an id is all there is. What a stream
 * adds to its dictionaries later, or replaces, is added or replaced where a stream is written. A
 * file has one dictionary of an id: there all that the stream has under an id becomes one, and is
 * written behind the record batches.
 */
public final class IpcConverter {

    /** What the output could not keep. */
    public enum Loss {
        /** Custom metadata of a footer, which a stream has not. */
        FOOTER_METADATA,
        /**
         * Custom metadata of record batches that were cut or joined, and what the footer says of
         * them.
         */
        BATCH_METADATA
    }

    /** What was written, and what was lost. */
    public record Converted(long rows, long recordBatches, Set<Loss> losses) {
        public Converted {
            losses = Set.copyOf(losses);
        }
    }

    /** Row counts of record batches that Polars puts into footers, and trusts. */
    private static final String POLARS_BATCHES = "__POLARS_IPC_METADATA";

    private final ReadOptions reading;
    private final ConvertOptions options;
    private final WritableByteChannel output;
    private final Location location;
    private final Set<Loss> losses = EnumSet.noneOf(Loss.class);
    private long rows;
    private long recordBatches;

    private IpcConverter(
            Location location,
            ReadOptions reading,
            WritableByteChannel output,
            ConvertOptions options) {
        this.location = location;
        this.reading = reading;
        this.options = options;
        this.output = output;
    }

    /**
     * Writes a file or stream anew, whichever it is.
     *
     * @param input is closed
     * @param output is not closed; part of what is to be written is there where this fails
     * @throws IpcFormatException if the input breaks the format
     * @throws UnsupportedIpcFeatureException if it uses a part of the format that is not
     *     implemented, or has what the output cannot hold
     */
    public static Converted convert(
            SeekableInput input,
            ReadOptions reading,
            WritableByteChannel output,
            ConvertOptions options)
            throws IOException {
        IpcConverter converter = new IpcConverter(Location.of(input), reading, output, options);
        IpcContainer container;
        boolean stable;
        try {
            container = IpcContainer.of(input);
            stable = container == IpcContainer.FILE || !DictionaryChanges.hasAny(input, reading);
        } catch (IOException e) {
            input.close();
            throw e;
        }
        return converter.convert(BatchSource.open(input, container, reading), container, stable);
    }

    /**
     * Writes a stream that cannot be read at random anew.
     *
     * @param stream is closed
     * @param name what the stream is called in messages
     */
    public static Converted convert(
            InputStream stream,
            String name,
            ReadOptions reading,
            WritableByteChannel output,
            ConvertOptions options)
            throws IOException {
        IpcStreamReader reader = IpcStreamReader.open(stream, name, reading);
        return new IpcConverter(new Location(name, "", 0), reading, output, options)
                .convert(new BatchSource.OfStream(reader), IpcContainer.STREAM, false);
    }

    /**
     * @param stable whether no dictionary is known to change
     */
    private Converted convert(BatchSource input, IpcContainer container, boolean stable)
            throws IOException {
        IpcContainer target = options.container() == null ? container : options.container();
        try (input) {
            RecordBatch first = input.next();
            try {
                WriteOptions writing =
                        WriteOptions.DEFAULT
                                .withAllocator(options.allocator())
                                .withCompression(compression(input, first))
                                .withStatistics(hasStatistics(input));
                if (target == IpcContainer.STREAM) {
                    stream(input, first, writing);
                } else if (stable || DictionaryFields.of(input.schema().fields()).isEmpty()) {
                    file(input, first, writing);
                } else {
                    unifiedFile(input, first, writing);
                }
            } finally {
                if (first != null) {
                    first.close();
                }
            }
        }
        return new Converted(rows, recordBatches, losses);
    }

    /** Those of the output are made anew, of the batches that it has. */
    private static boolean hasStatistics(BatchSource input) {
        return input.footerMetadata().get(BlockStatistics.KEY).isPresent();
    }

    private Compression compression(BatchSource input, RecordBatch first) throws IOException {
        if (options.compression() != null) {
            return options.compression();
        }
        return first == null ? Compression.NONE : input.compression();
    }

    private void stream(BatchSource input, RecordBatch first, WriteOptions writing)
            throws IOException {
        IpcStreamWriter writer =
                new IpcStreamWriter(output, input.schema(), writing, reading.maxBatchBytes());
        copy(input, first, null, writer::write);
        if (!input.footerMetadata().isEmpty()) {
            losses.add(Loss.FOOTER_METADATA);
        }
        writer.finish();
    }

    private void file(BatchSource input, RecordBatch first, WriteOptions writing)
            throws IOException {
        IpcFileWriter writer =
                new IpcFileWriter(output, input.schema(), writing, reading.maxBatchBytes());
        copy(input, first, null, writer::write);
        writer.finish(footerMetadata(input));
    }

    private void unifiedFile(BatchSource input, RecordBatch first, WriteOptions writing)
            throws IOException {
        IpcFileWriter writer =
                new IpcFileWriter(output, input.schema(), writing, reading.maxBatchBytes());
        DictionaryUnifier unifier = new DictionaryUnifier(reading.maxBatchBytes(), location);
        copy(input, first, unifier, writer::writeBeforeDictionaries);
        for (var dictionary : unifier.dictionaries().entrySet()) {
            writer.writeDictionary(dictionary.getKey(), dictionary.getValue());
        }
        writer.finish(footerMetadata(input));
    }

    private KeyValueMetadata footerMetadata(BatchSource input) {
        KeyValueMetadata metadata = input.footerMetadata();
        if (options.batchRows() == null || metadata.get(POLARS_BATCHES).isEmpty()) {
            return metadata;
        }
        losses.add(Loss.BATCH_METADATA);
        return metadata.without(POLARS_BATCHES);
    }

    /**
     * Hands all batches on.
     *
     * @param unifier null where the batches keep their dictionaries
     */
    private void copy(
            BatchSource input, RecordBatch first, DictionaryUnifier unifier, BatchTarget target)
            throws IOException {
        if (options.batchRows() == null) {
            for (RecordBatch batch = first; batch != null; batch = input.next()) {
                try (RecordBatch open = batch) {
                    write(unified(unifier, open), target);
                }
            }
            return;
        }
        try (BatchCutter cutter =
                new BatchCutter(
                        input.schema(),
                        options.batchRows(),
                        reading,
                        location,
                        batch -> write(batch, target))) {
            for (RecordBatch batch = first; batch != null; batch = input.next()) {
                cutter.add(unified(unifier, batch));
            }
            cutter.flushRest();
            if (cutter.lostMetadata()) {
                losses.add(Loss.BATCH_METADATA);
            }
        }
    }

    private static RecordBatch unified(DictionaryUnifier unifier, RecordBatch batch)
            throws IOException {
        if (unifier == null) {
            return batch;
        }
        boolean done = false;
        try {
            RecordBatch unified = unifier.unify(batch);
            done = true;
            return unified;
        } finally {
            if (!done) {
                batch.close();
            }
        }
    }

    private void write(RecordBatch batch, BatchTarget target) throws IOException {
        rows += batch.rowCount();
        recordBatches++;
        // What it says is not true of the message that is written.
        KeyValueMetadata metadata = batch.metadata().without(BodyCompression.EXPERIMENTAL_KEY);
        target.write(
                new RecordBatch(
                        batch.schema(), batch.rowCount(), batch.columns(), metadata, () -> {}));
    }
}
