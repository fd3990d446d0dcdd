/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static org.assertj.core.api.Assertions.assertThat;

class HeapInputTest {

    private final byte[] bytes = {1, 2, 3, 4, 5, 6};

    @Test
    void bytesAreReadAnywhereUpToTheEnd() throws IOException {
        try (SeekableInput input = SeekableInput.ofBytes("six", bytes)) {
            ByteBuffer target = ByteBuffer.allocate(4);

            assertThat(input.name()).isEqualTo("six");
            assertThat(input.size()).isEqualTo(6);
            assertThat(input.read(4, target)).isEqualTo(2);
            assertThat(input.read(0, target)).isEqualTo(2);
            assertThat(target.array()).containsExactly(5, 6, 1, 2);
            assertThat(input.read(6, ByteBuffer.allocate(1))).isEqualTo(-1);
        }
    }

    @Test
    void viewsAreOfTheArrayItself() throws IOException {
        try (SeekableInput input = SeekableInput.ofBytes("six", bytes)) {
            ByteBuffer view = input.map(2, 4);

            assertThat(view.array()).isSameAs(bytes);
            assertThat(view.arrayOffset()).isEqualTo(2);
            assertThat(view.position()).isZero();
            assertThat(view.limit()).isEqualTo(4);
            assertThat(view.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(view.get(0)).isEqualTo((byte) 3);
        }
    }
}
