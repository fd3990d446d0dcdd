/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Finds the files of a source, reads their footers, and cuts them into splits. */
final class SplitPlanner {

    private final List<Path> paths;
    private final ArrowIpcReadOptions options;
    private final long splitMinBytes;

    /**
     * @param splitMinBytes neighbouring blocks are packed into splits of at least so many bytes; 0
     *     for a split a block
     */
    SplitPlanner(List<Path> paths, ArrowIpcReadOptions options, long splitMinBytes) {
        this.paths = paths;
        this.options = options;
        this.splitMinBytes = splitMinBytes;
    }

    /** The splits for so many readers. Reads nothing but footers. */
    List<PlannedFile> plan(int parallelism) throws IOException {
        List<DataFile> files = DataFiles.below(paths);
        List<List<Block>> blocks = new ArrayList<>(files.size());
        long totalBytes = 0;
        for (DataFile file : files) {
            List<Block> ofFile = blocks(file);
            for (Block block : ofFile) {
                totalBytes += block.length();
            }
            blocks.add(ofFile);
        }
        long leastBytes = BlockPacking.leastBytes(splitMinBytes, totalBytes, parallelism);
        List<PlannedFile> planned = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            planned.add(
                    new PlannedFile(files.get(i), BlockPacking.ranges(blocks.get(i), leastBytes)));
        }
        return planned;
    }

    /** The blocks of a file by offset; a stream counts as one block. */
    private List<Block> blocks(DataFile file) throws IOException {
        SeekableInput input = file.open(ReadMode.BUFFERED);
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            input.close();
            return List.of(new Block(0, 0, file.size()));
        }
        try (IpcFileReader reader = IpcFileReader.open(input, options.forFormat())) {
            return BlockFile.blocks(reader);
        }
    }
}
