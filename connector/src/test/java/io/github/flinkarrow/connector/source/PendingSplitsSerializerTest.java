/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.fs.Path;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PendingSplitsSerializerTest {

    private static final PlannedFile A =
            new PlannedFile(
                    new DataFile(new Path("file:/data/ä.arrow"), 1_000, 7),
                    BlockHosts.UNKNOWN,
                    8,
                    92,
                    100,
                    9);
    private static final PlannedFile B =
            new PlannedFile(
                    new DataFile(new Path("s3://bucket/b"), 1L << 40, 8),
                    BlockHosts.UNKNOWN,
                    1L << 33,
                    1L << 32);

    private final PendingSplitsSerializer serializer = new PendingSplitsSerializer();

    @Test
    void keepsTheSplitsThatWereNotTaken() throws IOException {
        PendingSplits pending = PendingSplits.fixed(List.of(A, B), List.of());
        pending.queue().take(null);

        assertThat(splits(restored(pending)))
                .containsExactly(A.split(1).toString(), B.split(0).toString());
    }

    @Test
    void keepsTheSplitsThatWereGivenBackWithTheirPositions() throws IOException {
        PendingSplits pending = PendingSplits.fixed(List.of(A), List.of());
        ArrowIpcSplit first =
                pending.queue()
                        .take(null)
                        .updateWithCheckpointedPosition(new CheckpointedPosition(8, 5));
        pending.queue().giveBack(List.of(first));

        assertThat(splits(restored(pending)))
                .containsExactly(first.toString(), A.split(1).toString());
    }

    @Test
    void keepsASplitWithoutBytes() throws IOException {
        PlannedFile counted = new PlannedFile(A.file(), BlockHosts.UNKNOWN, 0, 0);

        assertThat(splits(restored(PendingSplits.fixed(List.of(counted), List.of()))))
                .containsExactly(counted.split(0).toString());
    }

    @Test
    void whatIsNotPlannedStaysSo() throws IOException {
        assertThat(restored(PendingSplits.unplanned()).files())
                .isEqualTo(PendingSplits.Files.UNPLANNED);
    }

    @Test
    void anUnknownVersionIsRefused() {
        assertThatThrownBy(() -> serializer.deserialize(2, new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "the state of the source's enumerator has version 2: only version 1 is known;"
                                + " was it written by a newer version of the connector?");
    }

    private PendingSplits restored(PendingSplits pending) throws IOException {
        return serializer.deserialize(serializer.getVersion(), serializer.serialize(pending));
    }

    private static List<String> splits(PendingSplits pending) {
        List<String> splits = new ArrayList<>();
        for (ArrowIpcSplit split = pending.queue().take(null);
                split != null;
                split = pending.queue().take(null)) {
            splits.add(split.toString());
        }
        return splits;
    }
}
