/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Heap buffers stay out of direct memory: the JDK's channels pass them through direct memory that
 * each thread keeps, and that no budget counts.
 */
class DirectMemoryUseTest {

    private static final int WIDTH = 32 << 20;
    private static final int LITTLE = 8 << 20;

    private static final Schema SCHEMA =
            Schema.of(Field.notNull("wide", new ArrowType.FixedSizeBinary(WIDTH)));

    @TempDir Path directory;

    @Test
    void aLargeHeapBufferIsWrittenThroughLittleDirectMemory() throws Exception {
        assertThat(directBytesOf(this::write)).isLessThan(LITTLE);
    }

    @Test
    void aLargeHeapBufferIsReadThroughLittleDirectMemory() throws Exception {
        Path file = write();

        assertThat(directBytesOf(() -> read(SeekableInput.ofFile(file)))).isLessThan(LITTLE);
    }

    private Path write() throws IOException {
        Path file = directory.resolve("wide.arrow");
        try (BufferAllocator heap = BufferAllocator.create("test", 0);
                RecordBatchBuilder rows = new RecordBatchBuilder(SCHEMA, heap);
                FileChannel output =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            ((FixedSizeBinaryBuilder) rows.column(0)).append(new byte[WIDTH]);
            IpcFileWriter writer = new IpcFileWriter(output, SCHEMA, WriteOptions.DEFAULT);
            writer.write(rows.build(1));
            writer.finish();
        }
        return file;
    }

    private static int read(SeekableInput input) throws IOException {
        try (BufferAllocator heap = BufferAllocator.create("test", 0);
                IpcFileReader reader =
                        IpcFileReader.open(input, ReadOptions.DEFAULT.withAllocator(heap));
                RecordBatch batch = reader.recordBatch(0)) {
            return batch.rowCount();
        }
    }

    /** What the work leaves behind in a thread of its own, while the thread lives. */
    private static long directBytesOf(Callable<?> work) throws Exception {
        FutureTask<Long> task =
                new FutureTask<>(
                        () -> {
                            long before = directBytes();
                            work.call();
                            return directBytes() - before;
                        });
        Thread thread = new Thread(task);
        thread.start();
        return task.get();
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }
}
