/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.filter.BlockFilter;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.SeekableInput;

import java.io.Closeable;
import java.io.IOException;

/**
 * Opens splits one after another. A file stays open, with its footer, schema and dictionaries,
 * until a split of another comes or this is closed. It can be used again then. Used by one thread.
 */
final class SplitOpener implements Closeable {

    private final RowType wanted;
    private final ArrowIpcReadOptions options;
    private final ReaderCounters counters;
    private final OnBrokenFile onBrokenFile;
    private final RowLimit limit;
    private final BlockFilter filter;
    private final RowConversion.Input input;
    private final CountedFiles counted;
    private final RowMemory memory;

    private DataFile openFile;
    private OpenFile open;
    private volatile boolean stopped;

    /** Opens splits that fail where their file is broken. */
    SplitOpener(RowType wanted, ArrowIpcReadOptions options, ReaderCounters counters) {
        this(
                wanted,
                options,
                counters,
                OnBrokenFile.FAIL,
                Long.MAX_VALUE,
                BlockFilter.NONE,
                RowConversion.Input.ROWS,
                CountedFiles.NONE,
                new RowMemory());
    }

    /**
     * @param limit of rows: splits that are opened when they were read have none
     * @param filter says which blocks are not read
     * @param input what the rows are read for
     * @param counted what a split without bytes stands for
     * @param memory of the rows
     */
    SplitOpener(
            RowType wanted,
            ArrowIpcReadOptions options,
            ReaderCounters counters,
            OnBrokenFile onBrokenFile,
            long limit,
            BlockFilter filter,
            RowConversion.Input input,
            CountedFiles counted,
            RowMemory memory) {
        this.wanted = wanted;
        this.options = options;
        this.counters = counters;
        this.onBrokenFile = onBrokenFile;
        this.limit = new RowLimit(limit);
        this.filter = filter;
        this.input = input;
        this.counted = counted;
        this.memory = memory;
    }

    /**
     * Opens a split at its position.
     *
     * @throws FileChangedException if the file is not what was planned, and is not to be skipped
     */
    SplitRows open(FileSourceSplit split) throws IOException {
        if (CountedSplit.is(split)) {
            return countedRows(split);
        }
        return new LimitedRows(limit.isReached() ? null : openOrSkip(split), limit);
    }

    private CountedSplit countedRows(FileSourceSplit split) throws IOException {
        if (counted.isNone()) {
            throw new IOException(
                    split.path()
                            + ": a split without bytes stands for files whose rows were counted,"
                            + " and this source knows of none");
        }
        return new CountedSplit(split, counted.rowCount());
    }

    private SplitRows openOrSkip(FileSourceSplit split) throws IOException {
        return onBrokenFile == OnBrokenFile.FAIL
                ? openOrFail(split)
                : new SkippingRows(
                        split.splitId(), () -> openOrFail(split), counters.splitsSkipped());
    }

    private SplitRows openOrFail(FileSourceSplit split) throws IOException {
        DataFile file = DataFile.of(split);
        if (!file.equals(openFile) || (open.hasOpenSplits() && !open.readsSplitsSideBySide())) {
            close();
            open = open(file);
            openFile = file;
        }
        counters.splits().inc();
        return open.read(split);
    }

    private OpenFile open(DataFile file) throws IOException {
        MeteredInput metered = new MeteredInput(file.open(options.mode()), counters, () -> stopped);
        return switch (containerOf(metered)) {
            case FILE -> {
                IpcFileReader reader = IpcFileReader.open(metered, options.forFormat());
                try {
                    yield new BlockFile(reader, wanted, metered, memory, filter, counts(reader));
                } catch (Throwable t) {
                    reader.close();
                    throw t;
                }
            }
            case STREAM -> {
                IpcStreamReader reader = IpcStreamReader.open(metered, options.forFormat());
                try {
                    yield new StreamFile(reader, wanted, metered, memory);
                } catch (Throwable t) {
                    reader.close();
                    throw t;
                }
            }
        };
    }

    /** Null for rows, which come from the blocks themselves, even if they have no columns. */
    private FooterCounts counts(IpcFileReader reader) {
        boolean isCounted = input == RowConversion.Input.ROW_COUNTS && wanted.getFieldCount() == 0;
        return isCounted
                ? new FooterCounts(reader.statistics().orElse(null), options.maxUnbackedRows())
                : null;
    }

    /** The container of an open input, which is closed if it holds neither. */
    static IpcContainer containerOf(SeekableInput input) throws IOException {
        try {
            return IpcContainer.ofEnd(input);
        } catch (Throwable t) {
            input.close();
            throw t;
        }
    }

    /** Ends what is read of open files with a {@link StoppedException}. Called from any thread. */
    void stop() {
        stopped = true;
    }

    /** Lets go of the open file, which open splits may go on using. */
    @Override
    public void close() throws IOException {
        OpenFile file = open;
        open = null;
        openFile = null;
        if (file != null) {
            file.release();
        }
    }
}
