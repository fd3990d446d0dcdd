/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

/** Files of file systems that are not local. */
class FlinkFileInputTest {

    private static final int SIZE = 200_000;

    @TempDir private java.nio.file.Path directory;
    private java.nio.file.Path file;
    private byte[] bytes;

    @BeforeEach
    void writeBytes() throws IOException {
        file = directory.resolve("bytes");
        bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) (i * 31);
        }
        Files.write(file, bytes);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAnywhereIntoAnyBuffer(boolean direct) throws IOException {
        try (SeekableInput input = open(file)) {
            ByteBuffer target =
                    direct ? ByteBuffer.allocateDirect(100_000) : ByteBuffer.allocate(100_000);
            target.position(10);
            long position = 5_000;
            while (target.hasRemaining()) {
                position += input.read(position, target);
            }
            assertThat(position).isEqualTo(5_000 + 100_000 - 10);
            for (int i = 10; i < 100_000; i++) {
                assertThat(target.get(i)).isEqualTo(bytes[5_000 + i - 10]);
            }
            target.clear();
            assertThat(input.read(SIZE, target)).isEqualTo(-1);
            assertThat(input.read(0, target)).isPositive();
            assertThat(target.get(1)).isEqualTo((byte) 31);
        }
    }

    @Test
    void servesTheFormat() throws IOException {
        java.nio.file.Path arrow = directory.resolve("a.arrow");
        ArrowFiles.write(arrow, 3, 10);

        try (IpcFileReader reader = IpcFileReader.open(open(arrow), ReadOptions.DEFAULT)) {
            assertThat(reader.rowCount()).isEqualTo(30);
            reader.recordBatch(2).close();
        }
    }

    private static SeekableInput open(java.nio.file.Path file) throws IOException {
        return FlinkFileInput.open(
                FileSystem.getLocalFileSystem(), new Path(file.toUri()), Files.size(file));
    }
}
