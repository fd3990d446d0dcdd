/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.statistics.BlockChecksum;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.util.Optional;

/**
 * The blocks of a footer: no two of them overlap, and each is checked to lie inside the file before
 * it is used.
 */
final class FileBlocks {

    private static final int ALIGNMENT = 8;

    private final FileFooter footer;
    private final long end;
    private final String input;

    /**
     * @throws IpcFormatException if two blocks overlap
     */
    FileBlocks(FooterReader.Located located, String input) throws IpcFormatException {
        this.footer = located.footer();
        this.end = located.start();
        this.input = input;
        String overlap = new BlockOverlap(footer, this).find();
        if (overlap != null) {
            throw new Location(input, "footer", end).malformed(overlap);
        }
    }

    Block recordBatch(int index) throws IpcFormatException {
        Block block =
                new Block(
                        footer.recordBatchOffset(index),
                        footer.recordBatchMetadataLength(index),
                        footer.recordBatchBodyLength(index));
        boolean inside = hasRecordBatch(index);
        if (!inside || block.offset() % ALIGNMENT != 0) {
            throw misplaced(inside, block, "block " + index);
        }
        return block;
    }

    Block dictionary(int index) throws IpcFormatException {
        Block block =
                new Block(
                        footer.dictionaryOffset(index),
                        footer.dictionaryMetadataLength(index),
                        footer.dictionaryBodyLength(index));
        boolean inside = hasDictionary(index);
        if (!inside || block.offset() % ALIGNMENT != 0) {
            throw misplaced(inside, block, "dictionary block " + index);
        }
        return block;
    }

    /** Whether the block of a record batch lies inside the file. */
    boolean hasRecordBatch(int index) {
        return isInside(
                footer.recordBatchOffset(index),
                footer.recordBatchMetadataLength(index),
                footer.recordBatchBodyLength(index));
    }

    /** Whether the block of a dictionary lies inside the file. */
    boolean hasDictionary(int index) {
        return isInside(
                footer.dictionaryOffset(index),
                footer.dictionaryMetadataLength(index),
                footer.dictionaryBodyLength(index));
    }

    /**
     * Where a block ends.
     *
     * @param least where it may start at the earliest
     * @return -1 if it starts before, or is not inside the file
     */
    long end(long offset, int metadataLength, long bodyLength, long least) {
        return least >= 0 && offset >= least && isInside(offset, metadataLength, bodyLength)
                ? offset + metadataLength + bodyLength
                : -1;
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

    private boolean isInside(long offset, int metadataLength, long bodyLength) {
        return offset >= 0
                && metadataLength > 0
                && bodyLength >= 0
                && offset <= end - metadataLength
                && bodyLength <= end - metadataLength - offset;
    }

    private IpcFormatException misplaced(boolean inside, Block block, String name) {
        return new Location(input, name, block.offset())
                .malformed(
                        (inside ? "is not aligned to 8 bytes: " : "lies outside the file: ")
                                + block.metadataLength()
                                + " bytes of metadata and "
                                + block.bodyLength()
                                + " of body before the footer at "
                                + end);
    }
}
