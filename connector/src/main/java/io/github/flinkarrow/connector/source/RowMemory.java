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
 * <p>Unless the file is mapped, it is on the heap: Flink's access to memory is fastest in a JVM
 * where all of it is of one kind, and copies of rows are there anyway. Where nobody copies rows it
 * is that of a pool, which has it back when Flink is done with them. Where Flink copies rows
 * between operators it is the garbage collector's, so that a row is as good as its copy: but only
 * while a quarter of the heap or less is kept by rows, each of which keeps its whole batch, and,
 * since only a collection of garbage shows what is kept, a half or less was read at all and not
 * found to be free. Beyond that, which a batch of each reader may exceed, rows are copied. Which of
 * both it is shows when the first rows have been used: until then they are taken to be copied, so
 * that no copies of another class are among those that operators see.
 *
 * <p>Safe for use by several threads.
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
        // Looked at in any case: what is free is forgotten then.
        boolean collects = kept.isAtMost(mostKept) && copies.isExpected();
        RecordBatch batch = next.read(collects ? collected : pool);
        target.add(batch);
        // What is mapped takes no memory, and is unmapped when nobody refers to it.
        return collects || batch.memoryBytes() == 0
                ? rows.bindLasting(batch, copies, kept)
                : rows.bind(batch, copies);
    }
}
