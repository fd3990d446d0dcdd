/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.array.RecordBatch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;

/** What is accounted for as long as somebody may refer to it. */
class KeptMemoryTest {

    private static final int MOST_COLLECTIONS = 100;
    private static final RowType TYPE = row("f STRING, absent INT");

    private final KeptMemory kept = new KeptMemory();

    /** Until the test has ended. */
    private final List<RowBatch> held = new ArrayList<>();

    private static void collectUntil(BooleanSupplier done) {
        for (int i = 0; i < MOST_COLLECTIONS && !done.getAsBoolean(); i++) {
            System.gc();
        }
        assertThat(done.getAsBoolean()).isTrue();
    }

    private RowBatch rows() throws IOException {
        RecordBatch sized =
                Values.ofMemory(1000, Values.batch(field("f", UTF8), "first", "second"));
        return RowReader.create(sized.schema(), TYPE, "test.arrow")
                .bindLasting(sized, new CopyNotice(), kept);
    }

    private RowBatch held() throws IOException {
        held.add(rows());
        return held.get(held.size() - 1);
    }

    @Test
    void aBatchThatNobodyRefersToIsForgotten() throws Exception {
        assertThat(rows().row(0).getArity()).isEqualTo(2);

        collectUntil(() -> kept.bytes() == 0);
    }

    @Test
    void aValueKeepsItsBatch() throws Exception {
        RowBatch rows = rows();
        Object value = rows.row(1).getString(0);
        rows.released();
        rows = null;

        collectUntil(() -> kept.survivingBytes() == 1000);
        assertThat(value).hasToString("second");

        value = null;
        collectUntil(() -> kept.bytes() == 0);
        assertThat(kept.survivingBytes()).isZero();
    }

    /** Flink has them in its queues, and is going to let go of them. */
    @Test
    void aBatchThatIsNotReleasedIsNotKeptByAnybody() throws Exception {
        RowBatch waiting = held();
        RowBatch released = held();
        released.released();

        collectUntil(() -> kept.survivingBytes() > 0);

        assertThat(kept.survivingBytes()).isEqualTo(1000);
        assertThat(kept.bytes()).isEqualTo(2000);

        // Nor is one that was released since the last collection.
        System.gc();
        waiting.released();
        assertThat(kept.survivingBytes()).isEqualTo(1000);
    }

    @Test
    void whatMayBeGarbageCountsHalf() throws Exception {
        RowBatch one = held();
        RowBatch other = held();
        assertThat(kept.isAtMost(1000)).isTrue();
        assertThat(kept.isAtMost(999)).isFalse();
        one.released();
        other.released();

        collectUntil(() -> kept.survivingBytes() == 2000);

        assertThat(kept.isAtMost(1999)).isFalse();
    }
}
