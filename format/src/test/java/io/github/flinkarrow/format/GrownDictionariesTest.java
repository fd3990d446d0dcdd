/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.DictionaryBuilder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Of a dictionary that grows with each record batch only the new values are looked at: many small
 * deltas cost no more than one large one.
 */
class GrownDictionariesTest {

    private static final Schema SCHEMA =
            Schema.of(encoded("n", 1, new ArrowType.Int(64, true), new ArrowType.Int(32, true)));

    private final Overwritten memory = new Overwritten();
    private final RecordBatchBuilder builder = new RecordBatchBuilder(SCHEMA, memory);

    @Test
    void aWriterDoesNotLookAgainAtWhatItHasWritten() throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcStreamWriter writer = new IpcStreamWriter(output, SCHEMA, WriteOptions.DEFAULT);
        writer.write(batch(1, 2, 3));
        memory.overwrite();
        writer.write(batch(4));
        memory.overwrite();
        writer.write(batch(5, 6));
        writer.finish();

        List<IpcSummary.Dictionary> dictionaries =
                IpcInspector.inspect(RecordingInput.of("s", output.bytes()), ReadOptions.DEFAULT)
                        .dictionaries();
        assertThat(dictionaries)
                .extracting(IpcSummary.Dictionary::delta)
                .containsExactly(false, true, true);
        assertThat(dictionaries)
                .extracting(dictionary -> dictionary.values().rows())
                .containsExactly(3L, 1L, 2L);
    }

    @Test
    void valuesThatAreUnifiedAreNotLookedAtAgain() {
        UnifiedDictionary unified = new UnifiedDictionary(SCHEMA.fields().get(0), 1 << 20);
        for (long[] values : new long[][] {{1, 2, 3}, {4}, {5, 6}}) {
            var dictionary = ((DictionaryArray) batch(values).column(0)).dictionary();
            unified.add(dictionary, dictionary);
            memory.overwrite();
        }

        assertThat(unified.values(java.util.Map.of()).length()).isEqualTo(6);
        assertThat(unified.inOrder()).isTrue();
    }

    @Test
    void arraysOfOneBuilderContinueEachOtherUntilItStartsAnew() {
        DictionaryBuilder column = (DictionaryBuilder) builder.column(0);
        var first = ((DictionaryArray) batch(1).column(0)).dictionary();
        var second = ((DictionaryArray) batch(2).column(0)).dictionary();
        column.close();
        var another = ((DictionaryArray) batch(7, 8).column(0)).dictionary();

        assertThat(second.continues(first)).isTrue();
        assertThat(first.continues(second)).isFalse();
        assertThat(another.continues(first)).isFalse();
    }

    private RecordBatch batch(long... values) {
        builder.reset();
        for (long value : values) {
            ((DictionaryBuilder) builder.column(0)).append(value);
        }
        return builder.build(values.length);
    }

    /** Memory whose content can be made something else. */
    private static final class Overwritten implements BufferSource {
        private final List<ByteBuffer> buffers = new ArrayList<>();

        @Override
        public ByteBuffer allocate(int size) {
            ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            buffers.add(buffer);
            return buffer;
        }

        @Override
        public void release(ByteBuffer buffer) {
            buffers.remove(buffer);
        }

        void overwrite() {
            for (ByteBuffer buffer : buffers) {
                for (int i = 0; i < buffer.capacity(); i++) {
                    buffer.put(i, (byte) 0x5A);
                }
            }
        }
    }
}
