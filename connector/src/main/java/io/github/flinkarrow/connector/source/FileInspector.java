/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;
import java.util.List;

/** Finds out what planning has to know of a file. Safe for use by several threads. */
final class FileInspector {

    /** What is read of a stream. */
    enum StreamCheck {
        /** Only its first bytes, that tell what it is. */
        NONE,
        /** The headers of all its messages, to see whether it is whole. */
        TO_ITS_END
    }

    private final ArrowIpcReadOptions options;
    private final StreamCheck streamCheck;

    FileInspector(ArrowIpcReadOptions options, StreamCheck streamCheck) {
        this.options = options;
        this.streamCheck = streamCheck;
    }

    /**
     * Reads the footer of a file.
     *
     * @param status as it was listed
     * @throws FileChangedException if the file is not that one any more
     */
    FileLayout inspect(FileStatus status) throws IOException {
        DataFile file = DataFile.of(status);
        SeekableInput input = file.open(ReadMode.BUFFERED);
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            return new FileLayout(planned(status, 0, file.size()), endOf(input));
        }
        try (IpcFileReader reader = IpcFileReader.open(input, options.forFormat())) {
            return new FileLayout(
                    planned(status, ranges(BlockFile.blocks(reader))), FileLayout.End.CERTAIN);
        }
    }

    private static PlannedFile planned(FileStatus status, long... ranges) throws IOException {
        FileSystem fileSystem = status.getPath().getFileSystem();
        return new PlannedFile(DataFile.of(status), BlockHosts.of(fileSystem, status), ranges);
    }

    private FileLayout.End endOf(SeekableInput input) throws IOException {
        if (streamCheck == StreamCheck.NONE) {
            input.close();
            return FileLayout.End.CERTAIN;
        }
        long size = input.size();
        try (IpcStreamReader reader = IpcStreamReader.open(input, options.forFormat())) {
            Projection nothing = Projection.of();
            for (RecordBatch batch = reader.next(nothing);
                    batch != null;
                    batch = reader.next(nothing)) {
                batch.close();
            }
            return reader.bytesRead() < size ? FileLayout.End.CERTAIN : FileLayout.End.OPEN;
        }
    }

    private static long[] ranges(List<Block> blocks) {
        long[] ranges = new long[2 * blocks.size()];
        for (int i = 0; i < blocks.size(); i++) {
            ranges[2 * i] = blocks.get(i).offset();
            ranges[2 * i + 1] = blocks.get(i).length();
        }
        return ranges;
    }
}
