/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BufferPoolTest {

    @Test
    void bufferHasTheSizeThatWasAskedForWhateverItsCapacity() {
        BufferPool pool = new BufferPool(1 << 20);
        for (int size : new int[] {0, 1, 64, 65, 1000, 4097}) {
            ByteBuffer buffer = pool.allocate(size);

            assertThat(buffer.isDirect()).isTrue();
            assertThat(buffer.position()).isZero();
            assertThat(buffer.limit()).isEqualTo(size);
            assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(buffer.capacity() - size).isLessThanOrEqualTo(Math.max(64, size / 8));
        }
    }

    @Test
    void releasedBufferIsUsedAgainForASizeLikeIts() {
        BufferPool pool = new BufferPool(1 << 20);
        ByteBuffer first = pool.allocate(1000);
        first.position(10).limit(20).order(ByteOrder.BIG_ENDIAN);
        pool.release(first);

        ByteBuffer second = pool.allocate(1010);

        assertThat(second).isSameAs(first);
        assertThat(second.position()).isZero();
        assertThat(second.limit()).isEqualTo(1010);
        assertThat(second.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(pool.allocate(1000)).isNotSameAs(first);
    }

    @Test
    void releasedBufferIsUsedAgainForAnythingUpToAThirdSmaller() {
        BufferPool pool = new BufferPool(1 << 20);
        ByteBuffer first = pool.allocate(1024);
        pool.release(first);

        assertThat(pool.allocate(600)).isNotSameAs(first);
        assertThat(pool.allocate(700)).isSameAs(first);
    }

    @Test
    void memoryBeyondTheBudgetIsOnTheHeap() {
        BufferPool pool = new BufferPool(1024);
        ByteBuffer direct = pool.allocate(1024);
        ByteBuffer heap = pool.allocate(1);

        assertThat(direct.isDirect()).isTrue();
        assertThat(heap.isDirect()).isFalse();
        pool.release(heap);
        pool.release(direct);
        assertThat(pool.allocate(1024)).isSameAs(direct);
        assertThat(new BufferPool(0).allocate(1).isDirect()).isFalse();
    }

    @Test
    void idleMemoryMakesRoomForAnotherSize() {
        BufferPool pool = new BufferPool(1024);
        pool.release(pool.allocate(512));
        pool.release(pool.allocate(256));

        assertThat(pool.allocate(1024).isDirect()).isTrue();
        assertThat(pool.allocate(64).isDirect()).isFalse();
    }

    @Test
    void bufferIsGivenBackOnceAndOnlyIfItIsTheOneThatWasGiven() {
        BufferPool pool = new BufferPool(1024);
        ByteBuffer buffer = pool.allocate(64);

        assertThatThrownBy(() -> pool.release(buffer.duplicate()))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> pool.release(ByteBuffer.allocate(64)))
                .isInstanceOf(IllegalStateException.class);
        pool.release(buffer);
        assertThatThrownBy(() -> pool.release(buffer)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsGivenBackIsNotReadableAnyMoreWhereAssertionsAreEnabled() {
        BufferPool pool = new BufferPool(64);
        ByteBuffer direct = pool.allocate(20);
        ByteBuffer heap = pool.allocate(20);
        for (ByteBuffer buffer : List.of(direct, heap)) {
            buffer.putInt(16, 7);
            pool.release(buffer);

            assertThat(buffer.getInt(16)).isEqualTo(0x3D3D3D3D);
        }
        assertThat(direct.isDirect()).isNotEqualTo(heap.isDirect());
    }

    @Test
    void accountKnowsWhatIsAllocatedAndWhatWas() {
        BufferPool pool = new BufferPool(128);
        ByteBuffer first = pool.allocate(100);
        ByteBuffer second = pool.allocate(50);
        pool.release(first);

        assertThat(pool.allocatedBytes()).isEqualTo(50);
        assertThat(pool.allocatedCount()).isEqualTo(1);
        assertThat(pool.peakBytes()).isEqualTo(150);
        pool.allocate(70);
        assertThat(pool.totalBytes()).isEqualTo(220);
        pool.release(second);
        assertThat(pool.allocatedBytes()).isEqualTo(70);
    }

    @Test
    void negativeSizeIsRefused() {
        assertThatThrownBy(() -> new BufferPool(128).allocate(-1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoOwnersNeverShareMemory() {
        BufferPool pool = new BufferPool(10_000);
        Random random = new Random(5);
        List<ByteBuffer> held = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            if (held.size() > 20 || (!held.isEmpty() && random.nextBoolean())) {
                ByteBuffer buffer = held.remove(random.nextInt(held.size()));
                byte mark = buffer.get(0);
                for (int at = 0; at < buffer.limit(); at += 7) {
                    assertThat(buffer.get(at)).as("seed 5, step %d", i).isEqualTo(mark);
                }
                pool.release(buffer);
            } else {
                ByteBuffer buffer = pool.allocate(1 + random.nextInt(700));
                for (int at = 0; at < buffer.limit(); at++) {
                    buffer.put(at, (byte) i);
                }
                held.add(buffer);
            }
        }
        held.forEach(pool::release);
        assertThat(pool.allocatedBytes()).isZero();
        assertThat(pool.allocatedCount()).isZero();
    }

    @Test
    void heapBuffersAreUsedAgainWithinTheBudget() {
        BufferPool pool = BufferPool.ofHeapBuffers(2048);
        ByteBuffer kept = pool.allocate(2048);
        ByteBuffer beyond = pool.allocate(2048);
        pool.release(beyond);
        pool.release(kept);

        assertThat(kept.isDirect()).isFalse();
        assertThat(pool.allocate(2000)).isSameAs(kept);
        assertThat(pool.allocate(2000)).isNotSameAs(beyond);
    }

    @Test
    void whatIsKeptOfTheHeapMakesRoomWhereItIsFull() {
        AtomicInteger refusals = new AtomicInteger();
        BufferPool pool =
                BufferPool.ofHeapBuffers(
                        4096,
                        size -> {
                            if (size > 4096 && refusals.getAndIncrement() == 0) {
                                throw new OutOfMemoryError("of the test");
                            }
                            return ByteBuffer.allocate(size);
                        });
        ByteBuffer kept = pool.allocate(2048);
        pool.release(kept);

        ByteBuffer beyondTheBudget = pool.allocate(8192);

        assertThat(beyondTheBudget.capacity()).isEqualTo(8192);
        assertThat(pool.allocate(2048)).isNotSameAs(kept);
    }

    @Test
    void aHeapThatStaysFullIsAnErrorAndLeavesNothingBehind() {
        BufferPool pool =
                BufferPool.ofHeapBuffers(
                        4096,
                        size -> {
                            throw new OutOfMemoryError("of the test");
                        });

        assertThatThrownBy(() -> pool.allocate(64)).isInstanceOf(OutOfMemoryError.class);
        assertThat(pool.allocatedBytes()).isZero();
    }

    @Test
    void directMemoryIsGivenWithinTheBudgetOrNotAtAll() {
        BufferPool pool = new BufferPool(1024);
        ByteBuffer direct = pool.allocateDirect(1000);

        assertThat(direct.isDirect()).isTrue();
        assertThat(pool.allocateDirect(64)).isNull();
        assertThat(BufferPool.ofHeapBuffers(1024).allocateDirect(64)).isNull();
        pool.release(direct);
        assertThat(pool.allocateDirect(1000)).isSameAs(direct);
    }

    @Test
    void collectedBuffersAreOnTheHeapAndStayAsTheyAreWhenReleased() {
        BufferPool pool = BufferPool.ofCollectedBuffers();
        ByteBuffer buffer = pool.allocate(16);
        buffer.putLong(0, 42);

        pool.release(buffer);

        assertThat(buffer.isDirect()).isFalse();
        assertThat(buffer.getLong(0)).isEqualTo(42);
        assertThat(pool.allocatedBytes()).isZero();
        assertThat(pool.allocate(16)).isNotSameAs(buffer);
    }
}
