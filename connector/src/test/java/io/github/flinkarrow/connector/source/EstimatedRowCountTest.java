/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Of local files. Batches that are written have two rows here, but for the last, which has one. */
class EstimatedRowCountTest {

    @TempDir private java.nio.file.Path directory;

    @Test
    void isExactWithStatistics() throws IOException {
        write("a", 2_999, true);

        assertThat(estimated()).isEqualTo(2_999);
    }

    @Test
    void isExactOfAThousandHeaders() throws IOException {
        write("a", 1_999, false);

        assertThat(estimated()).isEqualTo(1_999);
    }

    @Test
    void ofMoreOnlyAThousandAreRead() throws IOException {
        write("a", 19_999, false);
        write("b", 3, false);

        assertThat(estimated())
                .as("the last header of the first file is not read")
                .isEqualTo(20_003);
    }

    @Test
    void isNotMisledByBatchesWhoseSizesRepeatThemselves() throws IOException {
        HandMadeFile file = new HandMadeFile(Schema.of(Field.nullable("n", new ArrowType.Null())));
        for (int i = 0; i < 3_000; i++) {
            int rows = i % 3 == 0 ? 300 : 0;
            file.batch(batch -> batch.rows(rows).node(rows, rows));
        }
        Files.write(directory.resolve("a"), file.file());

        assertThat(estimated()).isCloseTo(300_000L, Percentage.withPercentage(10));
    }

    private long estimated() throws IOException {
        return ArrowIpcSource.forPaths(new Path(directory.toUri()))
                .withRowType(RowType.of())
                .build()
                .estimatedRowCount()
                .orElseThrow();
    }

    private void write(String file, int rows, boolean statistics) throws IOException {
        List<RowData> all = LongStream.range(0, rows).mapToObj(ArrowFiles::row).toList();
        ArrowFiles.write(
                new Path(directory.resolve(file).toUri()),
                ArrowFiles.ROW_TYPE,
                all,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(2).withStatistics(statistics));
    }
}
