/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * State that was written once can be read for ever. A new version adds samples and leaves these
 * alone.
 */
class StateSamplesTest {

    private static final DataFile FILE =
            new DataFile(
                    new Path("hdfs://name:8020/data/größe=1/a.arrow"), 1L << 40, 1_700_000_001);
    private static final DataFile STREAM = new DataFile(new Path("file:/data/b"), 300, 0);

    private static final PlannedFile PLANNED =
            new PlannedFile(FILE, BlockHosts.UNKNOWN, 8, 92, 100, 9, 1L << 33, 1L << 32);

    private static final ArrowIpcSplit FRESH =
            new ArrowIpcSplit(FILE, 8, 92, PlannedFile.NO_HOSTS, null);
    private static final ArrowIpcSplit STARTED =
            new ArrowIpcSplit(
                    STREAM,
                    0,
                    300,
                    PlannedFile.NO_HOSTS,
                    new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 1L << 35));

    /** Each with what it has to be restored to. */
    private enum Sample {
        UNPLANNED,
        FIXED,
        MONITORED;

        PendingSplits pending() {
            List<PlannedFile> files =
                    List.of(PLANNED, new PlannedFile(STREAM, BlockHosts.UNKNOWN, 0, STREAM.size()));
            List<ArrowIpcSplit> returned = List.of(STARTED);
            KnownFiles known = new KnownFiles();
            known.put(ListedFile.of(FILE, null));
            known.put(ListedFile.of(STREAM, null));
            return switch (this) {
                case UNPLANNED -> PendingSplits.unplanned();
                case FIXED -> PendingSplits.fixed(files, returned);
                case MONITORED -> PendingSplits.monitored(files, returned, known);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void version1OfTheEnumerator(Sample sample) throws IOException {
        byte[] bytes = resource("enumerator-%s-v1.bin".formatted(sample));
        PendingSplitsSerializer serializer = new PendingSplitsSerializer();

        PendingSplits restored = serializer.deserialize(1, bytes);

        assertThat(restored.files()).isEqualTo(sample.pending().files());
        assertThat(describe(drain(restored))).isEqualTo(describe(drain(sample.pending())));
        if (sample == Sample.MONITORED) {
            assertThat(restored.known().count()).isEqualTo(2);
            assertThat(restored.known().find(ListedFile.of(FILE, null))).isEqualTo(FILE);
            assertThat(restored.known().find(ListedFile.of(STREAM, null))).isEqualTo(STREAM);
        }
        assertThat(serializer.serialize(sample.pending())).isEqualTo(bytes);
    }

    @Test
    void version1OfASplit() throws IOException {
        for (ArrowIpcSplit split : List.of(FRESH, STARTED)) {
            String name = split == FRESH ? "split-fresh-v1.bin" : "split-started-v1.bin";
            byte[] bytes = resource(name);

            ArrowIpcSplit restored = ArrowIpcSplitSerializer.INSTANCE.deserialize(1, bytes);

            assertThat(describe(List.of(restored))).isEqualTo(describe(List.of(split)));
            assertThat(ArrowIpcSplitSerializer.INSTANCE.serialize(split)).isEqualTo(bytes);
        }
    }

    @Test
    void aVersionThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> ArrowIpcSplitSerializer.INSTANCE.deserialize(2, new byte[8]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the state of a split has version 2: only version 1 is known;"
                                + " was it written by a newer version of the connector?");
        assertThatThrownBy(() -> new PendingSplitsSerializer().deserialize(0, new byte[8]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the state of the source's enumerator has version 0");
    }

    @ParameterizedTest
    @EnumSource(Sample.class)
    void brokenBytesOfTheEnumeratorAreAnError(Sample sample) throws IOException {
        assertBroken(
                new PendingSplitsSerializer(), resource("enumerator-%s-v1.bin".formatted(sample)));
    }

    @Test
    void brokenBytesOfASplitAreAnError() throws IOException {
        assertBroken(ArrowIpcSplitSerializer.INSTANCE, resource("split-started-v1.bin"));
    }

    /** Each start of the bytes, one byte more, and each byte changed: an answer or one error. */
    private static void assertBroken(SimpleVersionedSerializer<?> serializer, byte[] bytes) {
        for (int length = 0; length < bytes.length; length++) {
            byte[] start = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> serializer.deserialize(1, start))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is broken: it ");
        }
        assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 bytes too many");
        for (int i = 0; i < bytes.length; i++) {
            for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                try {
                    assertThat(serializer.deserialize(1, changed)).isNotNull();
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("is broken: it ");
                }
            }
        }
    }

    private static List<ArrowIpcSplit> drain(PendingSplits pending) {
        List<ArrowIpcSplit> splits = new ArrayList<>();
        for (ArrowIpcSplit split = pending.queue().take(null);
                split != null;
                split = pending.queue().take(null)) {
            splits.add(split);
        }
        return splits;
    }

    private static List<String> describe(List<ArrowIpcSplit> splits) {
        return splits.stream()
                .map(split -> DataFile.of(split) + " " + split.splitId() + " " + split)
                .toList();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream stream = StateSamplesTest.class.getResourceAsStream("/state/" + name)) {
            assertThat(stream).as(name).isNotNull();
            return stream.readAllBytes();
        }
    }
}
