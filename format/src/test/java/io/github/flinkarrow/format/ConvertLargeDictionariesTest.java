/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.util.Arrays;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Dictionaries whose values overlap, so that copies of them are far larger than they are. */
class ConvertLargeDictionariesTest {

    private static final int VALUES = 100;
    private static final int SIZE = 50_000;
    private static final Field LISTS =
            encoded(
                    "l",
                    1,
                    new ArrowType.ListView(),
                    new ArrowType.Int(8, true),
                    Field.nullable("x", new ArrowType.Int(8, true)));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 22);
    private final ReadOptions reading =
            ReadOptions.DEFAULT.withAllocator(allocator).withMaxBatchBytes(1 << 18);

    @Test
    void copiesOfWrittenValuesAreHeldToTheLimit() {
        for (IpcContainer container : IpcContainer.values()) {
            for (Integer rows : new Integer[] {null, 1}) {
                assertRefused(container, rows)
                        .hasMessageContaining("field 'l': dictionary 1 takes more than the limit")
                        .hasMessageContaining("limit.batch-bytes");
            }
        }
        allocator.close();
    }

    private AbstractThrowableAssert<?, ?> assertRefused(IpcContainer container, Integer rows) {
        return assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", overlapping()),
                                        reading,
                                        new MemoryChannel(),
                                        new ConvertOptions(container, null, rows, allocator)))
                .isInstanceOf(UnsupportedIpcFeatureException.class);
    }

    @Test
    void valuesToBeUnifiedAreLookedAtUpToALimit() {
        assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        new ByteArrayInputStream(overlapping()),
                                        "pipe",
                                        reading,
                                        new MemoryChannel(),
                                        new ConvertOptions(
                                                IpcContainer.FILE, null, null, allocator)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("pipe: field 'l': dictionary 1 is too large")
                .hasMessageContaining("limit.batch-bytes");
        allocator.close();
    }

    /** Lists that have the same elements, all of them. */
    private static byte[] overlapping() {
        int[] sizes = new int[VALUES];
        Arrays.fill(sizes, SIZE);
        return new HandMadeFile(Schema.of(LISTS))
                        .dictionary(
                                1,
                                false,
                                b ->
                                        b.rows(VALUES)
                                                .node(VALUES, 0)
                                                .noBuffer()
                                                .ints(new int[VALUES])
                                                .ints(sizes)
                                                .node(SIZE, 0)
                                                .noBuffer()
                                                .bytes(new int[SIZE]))
                        .batch(indices(0))
                        .stream();
    }
}
