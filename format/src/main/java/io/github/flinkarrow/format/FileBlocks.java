/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.statistics.BlockChecksum;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.util.Optional;

/** The blocks of a footer, each checked to lie inside the file before it is used. */
final class FileBlocks {

    private static final int ALIGNMENT = 8;

    private final FileFooter footer;
    private final long end;
    private final String input;

    /**
     * @param end where the footer starts, behind the last block
     */
    FileBlocks(FileFooter footer, long end, String input) {
        this.footer = footer;
        this.end = end;
        this.input = input;
    }

    Block recordBatch(int index) throws IpcFormatException {
        return checked(
                footer.recordBatchOffset(index),
                footer.recordBatchMetadataLength(index),
                footer.recordBatchBodyLength(index),
                "block",
                index);
    }

    Block dictionary(int index) throws IpcFormatException {
        return checked(
                footer.dictionaryOffset(index),
                footer.dictionaryMetadataLength(index),
                footer.dictionaryBodyLength(index),
                "dictionary block",
                index);
    }

    /** What the footer says of the values of these record batches, if it does. */
    Optional<BlockStatistics> statistics() {
        if (footer.metadata().isEmpty()) {
            return Optional.empty();
        }
        BlockChecksum checksum = new BlockChecksum();
        for (int i = 0; i < footer.recordBatchCount(); i++) {
            checksum.add(
                    footer.recordBatchOffset(i),
                    footer.recordBatchMetadataLength(i),
                    footer.recordBatchBodyLength(i));
        }
        return BlockStatistics.decode(
                footer.metadata(), footer.schema(), footer.recordBatchCount(), checksum.value());
    }

    private Block checked(long offset, int metadataLength, long bodyLength, String what, int index)
            throws IpcFormatException {
        boolean inside =
                offset >= 0
                        && metadataLength > 0
                        && bodyLength >= 0
                        && offset <= end - metadataLength
                        && bodyLength <= end - metadataLength - offset;
        if (!inside || offset % ALIGNMENT != 0) {
            throw new Location(input, what + " " + index, offset)
                    .malformed(
                            (inside ? "is not aligned to 8 bytes: " : "lies outside the file: ")
                                    + metadataLength
                                    + " bytes of metadata and "
                                    + bodyLength
                                    + " of body before the footer at "
                                    + end);
        }
        return new Block(offset, metadataLength, bodyLength);
    }
}
