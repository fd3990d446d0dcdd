/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * A checksum of where the record batches of a file lie, which tells statistics of other blocks from
 * those of these: tools that write a file anew may keep its custom metadata.
 */
public final class BlockChecksum {

    private final CRC32C crc = new CRC32C();
    private final ByteBuffer block =
            ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN);

    /** The next block, as the footer has it. */
    public void add(long offset, int metadataLength, long bodyLength) {
        block.clear().putLong(offset).putInt(metadataLength).putLong(bodyLength);
        crc.update(block.flip());
    }

    /** The checksum of the blocks so far: CRC-32C. */
    public int value() {
        return (int) crc.getValue();
    }
}
