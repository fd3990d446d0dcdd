/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** What the pool does where the JVM has less direct memory than its budget. */
class RefusedDirectMemoryTest {

    private static final int BUDGET = 1 << 20;
    private static final int SIZE = 1 << 10;

    private int refusals;

    @Test
    void afterARefusalBuffersAreOnTheHeapAndTheJvmIsSeldomAskedAgain() {
        BufferPool pool = new BufferPool(BUDGET, this::refuse);

        for (int i = 0; i < 100_000; i++) {
            ByteBuffer buffer = pool.allocate(SIZE);
            assertThat(buffer.isDirect()).isFalse();
            pool.release(buffer);
        }

        assertThat(refusals).isBetween(1, 20);
    }

    @Test
    void whatWasGivenBeforeARefusalStaysInUse() {
        JvmOf jvm = new JvmOf(4 * SIZE);
        BufferPool pool = new BufferPool(BUDGET, jvm);
        ByteBuffer[] buffers = new ByteBuffer[8];
        for (int round = 0; round < 3; round++) {
            int direct = 0;
            for (int i = 0; i < buffers.length; i++) {
                buffers[i] = pool.allocate(SIZE);
                direct += buffers[i].isDirect() ? 1 : 0;
            }
            assertThat(direct).isEqualTo(4);
            for (ByteBuffer buffer : buffers) {
                pool.release(buffer);
            }
        }
        assertThat(pool.allocatedBytes()).isZero();
    }

    @Test
    void othersAllocateWhileTheJvmCollectsGarbageForOne() {
        BufferPool[] pool = new BufferPool[1];
        pool[0] =
                new BufferPool(
                        BUDGET,
                        capacity -> {
                            if (capacity == SIZE) {
                                CompletableFuture.supplyAsync(() -> pool[0].allocate(2 * SIZE))
                                        .orTimeout(60, TimeUnit.SECONDS)
                                        .join();
                            }
                            return ByteBuffer.allocateDirect(capacity);
                        });

        pool[0].allocate(SIZE);

        assertThat(pool[0].allocatedCount()).isEqualTo(2);
    }

    private ByteBuffer refuse(int capacity) {
        refusals++;
        throw new OutOfMemoryError("refused " + capacity);
    }

    /** Direct memory of a JVM with a limit. */
    private static final class JvmOf implements IntFunction<ByteBuffer> {

        private int left;

        JvmOf(int bytes) {
            this.left = bytes;
        }

        @Override
        public ByteBuffer apply(int capacity) {
            if (capacity > left) {
                throw new OutOfMemoryError("refused " + capacity);
            }
            left -= capacity;
            return ByteBuffer.allocateDirect(capacity);
        }
    }
}
