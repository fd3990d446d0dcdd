/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.RecordingInput.Range;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reading a stream from the middle, or with batches left out. */
class StreamEntryTest {

    private static final Schema TEXT =
            Schema.of(
                    new Field(
                            "t",
                            true,
                            new ArrowType.Utf8(),
                            new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                            List.of(),
                            KeyValueMetadata.EMPTY));

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    /** What a file has before its first message, and a stream has not. */
    private static final int MAGIC = 8;

    /** Two batches of one dictionary, one of it with a delta, two of another. */
    private final HandMadeFile made = new HandMadeFile(TEXT);

    private final int base = made.dictionary(1, false, letters("ab")).position();
    private final byte[] stream =
            made
                    .batch(indices(0, 1))
                    .batch(indices(1, 1, 1))
                    .dictionary(1, true, letters("c"))
                    .batch(indices(2, 0))
                    .dictionary(1, false, letters("xyz"))
                    .batch(indices(2))
                    .batch(indices(0, 1))
                    .stream();

    private static final List<List<Object>> BATCHES =
            List.of(
                    List.of("a", "b"),
                    List.of("b", "b", "b"),
                    List.of("c", "a"),
                    List.of("z"),
                    List.of("x", "y"));

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void theIndexNamesTheBatchesAndTheDictionariesOfEach() throws IOException {
        RecordingInput input = RecordingInput.of("s", stream);

        IpcStreamIndex index = index(input);

        assertThat(index.recordBatchCount()).isEqualTo(5);
        assertThat(index.block(0).offset()).isEqualTo(base - MAGIC);
        assertThat(index.dictionaries(0)).hasSize(1).isEqualTo(index.dictionaries(1));
        assertThat(index.dictionaries(2)).hasSize(2).startsWith(index.dictionaries(0));
        assertThat(index.dictionaries(3))
                .hasSize(1)
                .isEqualTo(index.dictionaries(4))
                .doesNotContain(index.dictionaries(2));
    }

    @Test
    void theIndexFindsABatchByWhereItStarts() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));

        for (int i = 0; i < index.recordBatchCount(); i++) {
            long offset = index.block(i).offset();
            assertThat(index.batchAt(offset)).isEqualTo(i);
            assertThat(index.batchAt(offset - 1)).isNegative();
            assertThat(index.batchAt(offset + 1)).isNegative();
        }
    }

    @Test
    void theIndexEndsBehindTheLastMessage() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));

        Block last = index.block(index.recordBatchCount() - 1);
        assertThat(index.end()).isEqualTo(last.offset() + last.length());
        byte[] empty = new HandMadeFile(TEXT).stream();
        assertThat(index(RecordingInput.of("s", empty)).end()).isBetween(1L, (long) empty.length);
    }

    @Test
    void theIndexReadsHeadersAndNoBodies() throws IOException {
        RecordingInput input = RecordingInput.of("s", stream);
        IpcStreamIndex index = index(input);

        for (int i = 0; i < index.recordBatchCount(); i++) {
            assertUnread(input, index.block(i));
        }
    }

    @Test
    void theIndexIsHeldToTheMetadataLimit() {
        HandMadeFile many = new HandMadeFile(TEXT);
        for (int i = 0; i < 50; i++) {
            many.batch(indices());
        }
        ReadOptions limited = options.withMaxMetadataBytes(49 * 24);

        assertThatThrownBy(() -> index(RecordingInput.of("s", many.stream()), limited))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("s: message 50 @ ")
                .hasMessageContaining("limit.metadata-bytes")
                .hasMessageContaining("a stream that is not split needs none");
    }

    @Test
    void aStreamThatEndsInsideABodyHasNoIndex() {
        byte[] cut = Arrays.copyOf(stream, stream.length - 4);

        assertThatThrownBy(() -> index(RecordingInput.of("s", cut)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("the input ends inside the body");
    }

    @Test
    void everyBatchCanBeEnteredWithItsDictionaries() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        for (int from : new int[] {0, 1, 2, 3, 4, 2, 0, 3, 1}) {
            try (IpcStreamReader reader =
                    IpcStreamReader.open(RecordingInput.of("s", stream), options)) {
                reader.seek(index.block(from).offset(), index.dictionaries(from));
                assertThat(rest(reader)).isEqualTo(BATCHES.subList(from, 5));
                assertThat(reader.next()).isNull();
            }
        }
    }

    static List<Path> streams() throws IOException {
        try (Stream<Path> paths = Files.walk(TestData.interopDirectory())) {
            return paths.filter(path -> path.toString().endsWith(".arrows")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void oneReaderGoesAnywhereInAnyOrder(Path path) throws IOException {
        List<List<Object>> expected;
        try (IpcStreamReader reader = IpcStreamReader.open(SeekableInput.ofFile(path), options)) {
            expected = rest(reader);
        }
        IpcStreamIndex index = index(SeekableInput.ofFile(path));
        assertThat(index.recordBatchCount()).isEqualTo(expected.size());
        List<Integer> order = new ArrayList<>();
        IntStream.range(0, expected.size()).forEach(i -> order.addAll(List.of(i, i)));
        Collections.shuffle(order, new Random(7));

        try (IpcStreamReader reader = IpcStreamReader.open(SeekableInput.ofFile(path), options)) {
            for (int i : order) {
                reader.seek(index.block(i).offset(), index.dictionaries(i));
                assertThat(reader.bytesRead()).isEqualTo(index.block(i).offset());
                try (RecordBatch batch = reader.next()) {
                    assertThat(values(batch)).as("batch %d", i).isEqualTo(expected.get(i));
                }
            }
        }
    }

    @Test
    void theIndexLeavesTheReaderWhereItIs() throws IOException {
        try (IpcStreamReader reader = open(false)) {
            reader.next().close();
            Block next = reader.nextBlock(Projection.ALL);
            assertThat(reader.index().block(1)).isEqualTo(next);
            assertThat(reader.bytesRead()).isEqualTo(next.offset());
            assertThat(rest(reader)).isEqualTo(BATCHES.subList(1, 5));
            assertThat(reader.nextBlock(Projection.ALL)).isNull();
        }
    }

    @Test
    void theStartCanBeEnteredAgain() throws IOException {
        try (IpcStreamReader reader = open(false)) {
            rest(reader);
            reader.seek(0);
            assertThat(rest(reader)).isEqualTo(BATCHES);
        }
    }

    @Test
    void dictionariesThatStayAreNotReadAgain() throws IOException {
        RecordingInput input = RecordingInput.of("s", stream);
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
            reader.seek(index.block(0).offset(), index.dictionaries(0));
            reader.next().close();
            input.forget();

            reader.seek(index.block(1).offset(), index.dictionaries(1));
            reader.next().close();
            reader.seek(index.block(2).offset(), index.dictionaries(2));
            reader.next().close();

            assertThat(input.joinedRanges())
                    .allSatisfy(
                            read -> assertThat(read.start()).isGreaterThanOrEqualTo(base - MAGIC));
        }
    }

    @Test
    void anEntryThatIsNoDictionaryIsAnError() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        long batch = index.block(0).offset();
        try (IpcStreamReader reader =
                IpcStreamReader.open(RecordingInput.of("s", stream), options)) {
            assertThatThrownBy(() -> reader.seek(index.block(1).offset(), batch))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessage("s: message @ " + batch + ": expected a DictionaryBatch message");
            assertThatThrownBy(reader::next).hasMessageContaining("was not read");
        }
    }

    @Test
    void aBatchBehindABrokenOneCanBeEntered() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        RecordingInput broken = RecordingInput.of("s", stream);
        broken.corrupt(index.block(1).offset() + 8, index.block(1).offset() + 16);
        try (IpcStreamReader reader = IpcStreamReader.open(broken, options)) {
            reader.next().close();
            assertThatThrownBy(reader::next).isInstanceOf(IpcFormatException.class);
            assertThatThrownBy(reader::next).hasMessageContaining("was not read");

            reader.seek(index.block(2).offset(), index.dictionaries(2));

            assertThat(rest(reader)).isEqualTo(BATCHES.subList(2, 5));
        }
    }

    @Test
    void aPipeCannotBeEntered() throws IOException {
        try (IpcStreamReader reader =
                IpcStreamReader.open(new ByteArrayInputStream(stream), "pipe", options)) {
            assertThatThrownBy(() -> reader.seek(8))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("pipe");
            assertThatThrownBy(reader::index).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchesArePassedOverAndTheirDictionariesAreNot(boolean pipe) throws IOException {
        int[] passed = {0, 0, 2, 2, 2, 5, 5, 7, 8, 8, 10, 10};
        int[] next = {0, 0, 1, 1, 1, 2, 2, 3, 4, 4, 5, 5};
        for (int rows = 0; rows < passed.length; rows++) {
            try (IpcStreamReader reader = open(pipe)) {
                assertThat(reader.skipRows(rows, Projection.ALL)).isEqualTo(passed[rows]);
                assertThat(rest(reader)).isEqualTo(BATCHES.subList(next[rows], 5));
            }
        }
    }

    @Test
    void bodiesOfBatchesThatArePassedOverAreNotRead() throws IOException {
        RecordingInput input = RecordingInput.of("s", stream);
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
            assertThat(reader.skipRows(8, Projection.ALL)).isEqualTo(8);
            assertThat(reader.bytesRead())
                    .isEqualTo(index.block(3).offset() + index.block(3).length());
            assertThat(rest(reader)).isEqualTo(BATCHES.subList(4, 5));
        }
        for (int i = 0; i < 4; i++) {
            assertUnread(input, index.block(i));
        }
    }

    @Test
    void bodiesOfBatchesThatArePassedOverAreNotDecoded() throws IOException {
        IpcStreamIndex index = index(RecordingInput.of("s", stream));
        byte[] broken = stream.clone();
        for (int i = 0; i < 2; i++) {
            Block block = index.block(i);
            int body = (int) block.offset() + block.metadataLength();
            Arrays.fill(broken, body, body + (int) block.bodyLength(), (byte) 0x7F);
        }
        try (IpcStreamReader reader =
                IpcStreamReader.open(new ByteArrayInputStream(broken), "pipe", options)) {
            reader.skipRows(5, Projection.ALL);
            assertThat(rest(reader)).isEqualTo(BATCHES.subList(2, 5));
        }
    }

    private IpcStreamIndex index(SeekableInput input) throws IOException {
        return index(input, options);
    }

    private static IpcStreamIndex index(SeekableInput input, ReadOptions options)
            throws IOException {
        try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
            return reader.index();
        }
    }

    private IpcStreamReader open(boolean pipe) throws IOException {
        return pipe
                ? IpcStreamReader.open(new ByteArrayInputStream(stream), "pipe", options)
                : IpcStreamReader.open(RecordingInput.of("s", stream), options);
    }

    private static void assertUnread(RecordingInput input, Block block) {
        long body = block.offset() + block.metadataLength();
        long end = block.offset() + block.length();
        for (Range range : input.joinedRanges()) {
            assertThat(range.end() <= body || range.start() >= end)
                    .as("%s reaches into the body from %d to %d", range, body, end)
                    .isTrue();
        }
    }

    private static List<List<Object>> rest(IpcStreamReader reader) throws IOException {
        List<List<Object>> batches = new ArrayList<>();
        for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
            try (RecordBatch open = batch) {
                batches.add(values(open));
            }
        }
        return batches;
    }

    private static List<Object> values(RecordBatch batch) {
        List<Object> values = new ArrayList<>();
        PlainValues.of(batch).forEach(values::addAll);
        return values;
    }

    private static Consumer<Batch> letters(String letters) {
        return b -> {
            int[] offsets = new int[letters.length() + 1];
            Arrays.setAll(offsets, i -> i);
            int[] bytes = letters.chars().toArray();
            b.rows(bytes.length).node(bytes.length, 0).noBuffer().ints(offsets).bytes(bytes);
        };
    }

    private static Consumer<Batch> indices(int... indices) {
        return b -> b.rows(indices.length).node(indices.length, 0).noBuffer().bytes(indices);
    }
}
