/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamIndex;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Finds out what planning has to know of a file. Safe for use by several threads. */
final class FileInspector {

    /** How much of a stream is read where its end matters. */
    enum Depth {
        /** The headers of all messages. */
        TO_ITS_END,
        /** Nothing but what tells that it is a stream: more is being written. */
        ITS_CONTAINER
    }

    /** What is asked of a store to tell the planner how many rows there are. */
    private static final int MOST_REQUESTS = 16;

    private final ArrowIpcReadOptions options;
    private final PlanningOptions planning;

    /** For one file with much metadata at a time. */
    private final Semaphore heavy = new Semaphore(1);

    FileInspector(ArrowIpcReadOptions options, PlanningOptions planning) {
        this.options = options;
        this.planning = planning;
    }

    /**
     * Reads the footer of a file. Of a stream the first bytes are read, or the headers of all its
     * messages where it is to be split or may not be whole.
     *
     * @param status as it was listed
     * @param depth of the look into a stream
     * @throws FileChangedException if the file is not that one any more
     */
    FileLayout inspect(FileStatus status, Depth depth) throws IOException {
        DataFile file = DataFile.of(status);
        if (depth == Depth.ITS_CONTAINER && startsAsStream(file)) {
            return new FileLayout(planned(status, 0, status.getLen()), FileLayout.End.UNKNOWN);
        }
        SeekableInput input = open(file);
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            return inspectStream(status, input);
        }
        try (IpcFileReader reader = IpcFileReader.open(input, options.forFormat())) {
            long[] ranges = BlockFile.ranges(reader, planning.filter());
            return new FileLayout(
                    planned(status, ranges),
                    FileLayout.End.CERTAIN,
                    reader.recordBatchCount() - ranges.length / 2);
        }
    }

    /**
     * The rows of a file as its statistics have them, or without from the headers of its messages;
     * empty for a stream, and where those would be many requests to a store.
     *
     * @param status as it was listed
     */
    OptionalLong rowCount(FileStatus status) throws IOException {
        SeekableInput input = open(DataFile.of(status));
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            input.close();
            return OptionalLong.empty();
        }
        try (IpcFileReader reader = IpcFileReader.open(input, options.forFormat())) {
            FooterCounts known =
                    new FooterCounts(reader.statistics().orElse(null), options.maxUnbackedRows());
            int blocks = reader.recordBatchCount();
            boolean isRequestEach = input.mergedGap() >= WindowedInput.MERGED_GAP;
            if (isRequestEach
                    && IntStream.range(0, blocks).filter(i -> !known.has(i)).count()
                            > MOST_REQUESTS) {
                return OptionalLong.empty();
            }
            long rows = 0;
            for (int i = 0; i < blocks; i++) {
                reader.block(i); // Fails for one whose rows are known and which is not there.
                rows += known.has(i) ? known.rows(i) : reader.rowCount(i);
            }
            return OptionalLong.of(rows);
        }
    }

    private SeekableInput open(DataFile file) throws IOException {
        return new WeighedInput(file.open(ReadMode.BUFFERED), heavy);
    }

    private static boolean startsAsStream(DataFile file) throws IOException {
        try (SeekableInput input = file.openForItsStart()) {
            return IpcContainer.of(input) == IpcContainer.STREAM;
        }
    }

    private FileLayout inspectStream(FileStatus status, SeekableInput input) throws IOException {
        boolean isSplit = planning.streams() == PlanningOptions.Streams.BY_BATCH;
        if (!isSplit && !planning.isMonitoring()) {
            input.close();
            return new FileLayout(planned(status, 0, status.getLen()), FileLayout.End.CERTAIN);
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, options.forFormat())) {
            if (isSplit) {
                IpcStreamIndex index = reader.index();
                return new FileLayout(
                        planned(status, ranges(index)), endOf(index.end(), status.getLen()));
            }
            Projection nothing = Projection.of();
            for (RecordBatch batch = reader.next(nothing);
                    batch != null;
                    batch = reader.next(nothing)) {
                batch.close();
            }
            return new FileLayout(
                    planned(status, 0, status.getLen()),
                    endOf(reader.bytesRead(), status.getLen()));
        }
    }

    private static PlannedFile planned(FileStatus status, long... ranges) throws IOException {
        FileSystem fileSystem = status.getPath().getFileSystem();
        return new PlannedFile(DataFile.of(status), BlockHosts.of(fileSystem, status), ranges);
    }

    /** What is behind the last message, if anything, is the end-of-stream marker. */
    private static FileLayout.End endOf(long lastMessageEnd, long size) {
        return lastMessageEnd < size ? FileLayout.End.CERTAIN : FileLayout.End.OPEN;
    }

    /** The first range starts where the stream does: its reader needs no index to get there. */
    private static long[] ranges(IpcStreamIndex index) {
        long[] ranges = new long[2 * index.recordBatchCount()];
        for (int i = 0; i < index.recordBatchCount(); i++) {
            ranges[2 * i] = index.block(i).offset();
            ranges[2 * i + 1] = index.block(i).length();
        }
        if (ranges.length > 0) {
            ranges[1] += ranges[0];
            ranges[0] = 0;
        }
        return ranges;
    }
}
