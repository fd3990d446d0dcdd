/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Of local files. Batches have two rows here, but for the last, which has one. */
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
        write("a", 2_999, false);
        write("b", 3, false);

        assertThat(estimated())
                .as("the last header of the first file is not read")
                .isEqualTo(3_003);
    }

    private long estimated() throws IOException {
        return ArrowIpcSource.forPaths(new Path(directory.toUri()))
                .withRowType(ArrowFiles.ROW_TYPE)
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
