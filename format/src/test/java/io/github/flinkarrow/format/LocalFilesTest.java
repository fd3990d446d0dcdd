/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalFilesTest {

    private static final int SIZE = 100_000;
    private static final int RANGE = 10;

    @TempDir private Path directory;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(directory.resolve("file"), new byte[SIZE]);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void smallRangesThatFollowEachOtherAreReadAhead(boolean isMapped) throws IOException {
        try (SeekableInput input = open(isMapped)) {
            int position = readSome(input);
            byte[] others = new byte[SIZE];
            Arrays.fill(others, (byte) 1);
            Files.write(file, others, StandardOpenOption.TRUNCATE_EXISTING);

            assertThat(read(input, position)).as("was read before").isZero();
            assertThat(read(input, SIZE - RANGE)).as("lies elsewhere").isEqualTo((byte) 1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingIsReadOfAFileThatIsClosed(boolean isMapped) throws IOException {
        SeekableInput input = open(isMapped);
        int position = readSome(input);
        input.close();

        assertThatThrownBy(() -> read(input, position)).isInstanceOf(ClosedChannelException.class);
    }

    private SeekableInput open(boolean isMapped) throws IOException {
        return isMapped ? SeekableInput.ofMappedFile(file) : SeekableInput.ofFile(file);
    }

    private static int readSome(SeekableInput input) throws IOException {
        int position = 0;
        for (int i = 0; i < ReadAhead.ENOUGH; i++) {
            read(input, position);
            position += RANGE;
        }
        return position;
    }

    private static byte read(SeekableInput input, int position) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(RANGE);
        assertThat(input.read(position, target)).isEqualTo(RANGE);
        return target.get(0);
    }
}
