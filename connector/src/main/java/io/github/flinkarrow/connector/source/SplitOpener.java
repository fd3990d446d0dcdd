/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.SeekableInput;

import java.io.Closeable;
import java.io.IOException;

/**
 * Opens splits one after another. A file stays open, with its footer, schema and dictionaries, as
 * long as its splits keep coming. Used by one thread.
 */
final class SplitOpener implements Closeable {

    private final RowType wanted;
    private final ArrowIpcReadOptions options;

    private DataFile openFile;
    private BlockFile blocks;

    SplitOpener(RowType wanted, ArrowIpcReadOptions options) {
        this.wanted = wanted;
        this.options = options;
    }

    /**
     * Opens a split at its position.
     *
     * @throws FileChangedException if the file is not what was planned
     */
    SplitRows open(FileSourceSplit split) throws IOException {
        DataFile file = DataFile.of(split);
        if (file.equals(openFile)) {
            return new BlockRows(blocks, split);
        }
        close();
        SeekableInput input = file.open(options.mode());
        return switch (containerOf(input)) {
            case FILE -> {
                IpcFileReader reader = IpcFileReader.open(input, options.forFormat());
                try {
                    blocks = new BlockFile(reader, wanted, input.name());
                } catch (Throwable t) {
                    reader.close();
                    throw t;
                }
                openFile = file;
                yield new BlockRows(blocks, split);
            }
            case STREAM -> {
                IpcStreamReader reader = IpcStreamReader.open(input, options.forFormat());
                try {
                    yield new StreamRows(reader, wanted, split);
                } catch (Throwable t) {
                    reader.close();
                    throw t;
                }
            }
        };
    }

    /** The container of an open input, which is closed if it holds neither. */
    static IpcContainer containerOf(SeekableInput input) throws IOException {
        try {
            return IpcContainer.of(input);
        } catch (Throwable t) {
            input.close();
            throw t;
        }
    }

    /** Closes the open file; rows that were read from it stay valid until they are released. */
    @Override
    public void close() throws IOException {
        BlockFile file = blocks;
        blocks = null;
        openFile = null;
        if (file != null) {
            file.close();
        }
    }
}
