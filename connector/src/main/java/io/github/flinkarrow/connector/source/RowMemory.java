/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.data.CopyNotice;
import io.github.flinkarrow.connector.data.KeptMemory;
import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.array.RecordBatch;

import java.io.IOException;

/**
 * Decides whose memory the record batches of a reader are read into.
 *
 * <p>It is on the heap: Flink's access to memory is fastest in a JVM where all of it is of one
 * kind, and rows that are kept can be nowhere else. Where nobody copies rows it is that of a pool,
 * which has it back when Flink is done with them. Where Flink copies rows between operators it is
 * the garbage collector's, so that a row is as good as its copy: but only while such memory, which
 * a row that is kept keeps whole, is at most a quarter of the heap. Beyond that rows are copied,
 * until the garbage collector has found some of it to be free. Which of both it is shows when the
 * first rows have been used: until then they are taken to be copied, so that no copies of another
 * class are among those that operators see.
 *
 * <p>Used by one thread, but for copies of rows.
 */
final class RowMemory {

    /** What is read next. */
    @FunctionalInterface
    interface Batch {
        RecordBatch read(BufferAllocator allocator) throws IOException;
    }

    private static final KeptMemory KEPT = new KeptMemory();

    private static final long MOST_KEPT = Runtime.getRuntime().maxMemory() / 4;

    private final CopyNotice copies = new CopyNotice();
    private final BufferAllocator pool;
    private final BufferAllocator collected;
    private final KeptMemory kept;
    private final long mostKept;

    RowMemory() {
        this(BufferAllocator.sharedHeap(), BufferAllocator.sharedCollected(), KEPT, MOST_KEPT);
    }

    /**
     * @param mostKept bytes of collected memory that somebody may refer to before rows are copied;
     *     as much again while it may be garbage
     */
    RowMemory(BufferAllocator pool, BufferAllocator collected, KeptMemory kept, long mostKept) {
        this.pool = pool;
        this.collected = collected;
        this.kept = kept;
        this.mostKept = mostKept;
    }

    /** Of dictionaries, which are there for the rows of many batches. */
    static BufferAllocator ofDictionaries() {
        return BufferAllocator.sharedCollected();
    }

    /** The rows of a batch, whose memory is then owned by the target. */
    RowBatch rows(Batch next, RowReader rows, BatchMemory target) throws IOException {
        boolean collects = copies.isExpected() && isLittleKept();
        RecordBatch batch = next.read(collects ? collected : pool);
        target.add(batch, copies);
        // What is mapped takes no memory, and is unmapped when nobody refers to it.
        return collects || batch.memoryBytes() == 0
                ? rows.bindLasting(batch, copies, kept)
                : rows.bind(batch, copies);
    }

    /** Half of it may be garbage: as long as none has been collected nobody knows. */
    private boolean isLittleKept() {
        return kept.survivingBytes() < mostKept && kept.bytes() / 2 < mostKept;
    }
}
