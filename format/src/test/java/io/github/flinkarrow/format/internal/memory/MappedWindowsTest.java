/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappedWindowsTest {

    private static final int STRIDE = 4096;
    private static final int SIZE = 5 * STRIDE + 123;

    @TempDir private Path directory;

    private final byte[] bytes = new byte[SIZE];
    private Path file;

    @BeforeEach
    void write() throws IOException {
        new Random(3).nextBytes(bytes);
        file = directory.resolve("file");
        Files.write(file, bytes);
    }

    @Test
    void viewsAcrossTheBordersOfWindowsHoldTheBytesOfTheFile() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MappedWindows windows = new MappedWindows(channel, SIZE, STRIDE);
            for (int border = 0; border <= SIZE; border += STRIDE) {
                for (int position : new int[] {border - 1, border, border + 1}) {
                    for (int length :
                            new int[] {1, 8, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE, SIZE}) {
                        if (position >= 0 && position + length <= SIZE) {
                            check(windows.view(position, length), position, length);
                        }
                    }
                }
            }
            check(windows.view(SIZE - 1, 1), SIZE - 1, 1);
            check(windows.view(0, SIZE), 0, SIZE);
        }
    }

    private void check(ByteBuffer view, int position, int length) {
        byte[] found = new byte[view.remaining()];
        view.get(0, found);
        assertThat(view.position()).isZero();
        assertThat(view.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(found).isEqualTo(Arrays.copyOfRange(bytes, position, position + length));
    }

    @Test
    void viewsAreReadOnlyAndOutliveTheChannel() throws IOException {
        ByteBuffer view;
        try (FileChannel channel = FileChannel.open(file)) {
            view = new MappedWindows(channel, SIZE).view(100, 50);
        }
        check(view, 100, 50);
        assertThatThrownBy(() -> view.put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void viewLiesInsideTheFile() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MappedWindows windows = new MappedWindows(channel, SIZE, STRIDE);
            assertThat(windows.view(SIZE, 0).limit()).isZero();
            for (long[] range : new long[][] {{SIZE, 1}, {SIZE - 1, 2}, {-1, 1}, {1L << 40, 1}}) {
                assertThatThrownBy(() -> windows.view(range[0], (int) range[1]))
                        .isInstanceOf(IndexOutOfBoundsException.class);
            }
        }
    }

    @Test
    void fileThatHasShrunkIsAnIoException() throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            MappedWindows windows = new MappedWindows(channel, SIZE, STRIDE);
            Files.write(file, new byte[10]);
            assertThatThrownBy(() -> windows.view(SIZE - 8, 8)).isInstanceOf(IOException.class);
        }
    }
}
