/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

import io.github.flinkarrow.connector.data.KeptMemory;
import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.connector.data.RowTypeInfo;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whose memory the batches of a reader are in, and how long their rows can be used. */
class RowMemoryTest {

    private static final int ROWS = 4;
    private static final int MOST_COLLECTIONS = 100;
    private static final long PLENTY = Long.MAX_VALUE;

    private final TypeSerializer<RowData> serializer =
            RowTypeInfo.of(ArrowFiles.ROW_TYPE).createSerializer(new SerializerConfigImpl());

    @TempDir private java.nio.file.Path directory;
    private BufferAllocator pool;
    private BufferAllocator collected;
    private final KeptMemory kept = new KeptMemory();
    private IpcFileReader reader;
    private RowReader rows;

    @BeforeEach
    void open() throws IOException {
        pool = BufferAllocator.ofHeapMemory("pool", 1 << 20);
        collected = BufferAllocator.ofCollectedMemory("collected");
        open(ReadMode.BUFFERED);
    }

    private void open(ReadMode mode) throws IOException {
        Path path = ArrowFiles.write(directory.resolve(mode + ".arrow"), 3, ROWS);
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        reader = IpcFileReader.open(file.open(mode), ReadOptions.DEFAULT);
        rows = RowReader.create(reader.schema(), ArrowFiles.ROW_TYPE, "a.arrow");
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        pool.close();
        collected.close();
    }

    private RowBatch read(RowMemory memory, int block, BatchMemory target) throws IOException {
        return memory.rows(
                allocator -> reader.recordBatch(block, rows.projection(), allocator), rows, target);
    }

    @Test
    void rowsThatNobodyCopiesShareMemoryOfTheHeapWithAllReaders() throws IOException {
        RowMemory memory = new RowMemory();
        BatchMemory first = new BatchMemory();
        read(memory, 0, first).released();
        first.run();
        long before = BufferAllocator.sharedHeap().allocatedBytes();
        BatchMemory second = new BatchMemory();

        read(memory, 1, second);

        assertThat(BufferAllocator.sharedHeap().allocatedBytes()).isGreaterThan(before);
        second.run();
        assertThat(BufferAllocator.sharedHeap().allocatedBytes()).isEqualTo(before);
    }

    @Test
    void rowsOutliveTheirBatchUntilTheFirstHaveBeenUsed() throws IOException {
        RowMemory memory = new RowMemory(pool, collected, kept, PLENTY);
        BatchMemory first = new BatchMemory();
        RowData copied = serializer.copy(read(memory, 0, first).row(1));
        first.run();

        assertThat(pool.totalAllocatedBytes()).isZero();
        assertThat(copied.getString(1)).hasToString(ArrowFiles.text(1));
    }

    @Test
    void rowsThatNobodyCopiesAreInThePool() throws IOException {
        RowMemory memory = new RowMemory(pool, collected, kept, PLENTY);
        BatchMemory first = new BatchMemory();
        read(memory, 0, first).released();
        first.run();
        long collectedAtFirst = collected.totalAllocatedBytes();
        for (int block = 1; block < 3; block++) {
            BatchMemory batch = new BatchMemory();
            read(memory, block, batch);

            assertThat(pool.allocatedBytes()).isPositive();
            assertThat(collected.totalAllocatedBytes()).isEqualTo(collectedAtFirst);
            batch.run();
        }
    }

    @Test
    void behindACopyRowsAreInMemoryThatOutlivesTheirBatch() throws IOException {
        RowMemory memory = new RowMemory(pool, collected, kept, PLENTY);
        BatchMemory first = new BatchMemory();
        RowData copied = serializer.copy(read(memory, 0, first).row(1));
        BatchMemory second = new BatchMemory();
        RowData kept = serializer.copy(read(memory, 1, second).row(2));
        first.run();
        second.run();

        assertThat(collected.allocatedBytes()).isZero();
        assertThat(collected.totalAllocatedBytes()).isPositive();
        assertThat(copied.getString(1)).hasToString(ArrowFiles.text(1));
        assertThat(kept.getString(1)).hasToString(ArrowFiles.text(ROWS + 2));
    }

    @Test
    void whileTooMuchIsKeptRowsAreCopied() throws IOException {
        RowMemory memory = new RowMemory(pool, collected, kept, 1);
        BatchMemory first = new BatchMemory();
        StringData text = serializer.copy(read(memory, 0, first).row(3)).getString(1);
        first.run();
        assertThat(kept.bytes()).isPositive();
        long before = collected.totalAllocatedBytes();

        BatchMemory second = new BatchMemory();
        RowData copy = serializer.copy(read(memory, 1, second).row(3));

        assertThat(collected.totalAllocatedBytes()).isEqualTo(before);
        assertThat(pool.allocatedBytes()).isPositive();
        second.run();
        assertThat(copy.getString(1)).hasToString(ArrowFiles.text(ROWS + 3));
        assertThat(text).hasToString(ArrowFiles.text(3));
    }

    /** Whether rows are kept shows when garbage has been collected. */
    @Test
    void memoryThatMayBeGarbageMayBeTwiceAsMuch() throws IOException {
        BatchMemory first = new BatchMemory();
        RowBatch batch = read(new RowMemory(pool, collected, kept, PLENTY), 0, first);
        RowMemory memory = new RowMemory(pool, collected, kept, kept.bytes() - 1);
        BatchMemory second = new BatchMemory();
        read(memory, 1, second);
        long beforeCollection = collected.totalAllocatedBytes();
        assertThat(pool.totalAllocatedBytes()).isZero();
        RowData row = batch.row(0);
        batch.released();
        for (int i = 0; i < MOST_COLLECTIONS && kept.survivingBytes() == 0; i++) {
            System.gc();
        }

        BatchMemory third = new BatchMemory();
        read(memory, 2, third);

        assertThat(collected.totalAllocatedBytes()).isEqualTo(beforeCollection);
        assertThat(pool.allocatedBytes()).isPositive();
        assertThat(row.getString(1)).hasToString(ArrowFiles.text(0));
        List.of(first, second, third).forEach(BatchMemory::run);
    }

    @Test
    void whenNothingIsKeptAnyMoreRowsLastAgain() throws IOException {
        RowMemory memory = new RowMemory(pool, collected, kept, 1);
        BatchMemory first = new BatchMemory();
        serializer.copy(read(memory, 0, first).row(0));
        first.run();
        for (int i = 0; i < MOST_COLLECTIONS && kept.bytes() > 0; i++) {
            System.gc();
        }
        long before = collected.totalAllocatedBytes();

        BatchMemory second = new BatchMemory();
        read(memory, 1, second);

        assertThat(collected.totalAllocatedBytes()).isGreaterThan(before);
        second.run();
    }

    @Test
    void mappedRowsLastAndTakeNoMemory() throws IOException {
        reader.close();
        open(ReadMode.MMAP);
        RowMemory memory = new RowMemory(pool, collected, kept, 0);
        BatchMemory batch = new BatchMemory();

        RowData row = read(memory, 0, batch).row(3);
        RowData copy = serializer.copy(row);
        batch.run();

        assertThat(pool.totalAllocatedBytes()).isZero();
        assertThat(collected.totalAllocatedBytes()).isZero();
        assertThat(copy).hasSameClassAs(row);
        assertThat(copy.getString(1)).hasToString(ArrowFiles.text(3));
    }
}
