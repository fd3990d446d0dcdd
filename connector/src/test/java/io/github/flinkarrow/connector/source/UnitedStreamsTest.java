/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which streams of rows can be united with those of a source. */
class UnitedStreamsTest {

    private static final Path PATH = new Path("file:///none");

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.getExecutionEnvironment();
    private ArrowIpcSource source;

    @BeforeEach
    void createSource() throws IOException {
        source = ArrowIpcSource.forPaths(PATH).withRowType(ArrowFiles.ROW_TYPE).build();
    }

    private DataStream<RowData> stream(Source<RowData, ?, ?> of) {
        return env.fromSource(of, WatermarkStrategy.noWatermarks(), "arrow");
    }

    private DataStream<RowData> ofFlinksType() {
        return env.fromData(
                InternalTypeInfo.of(ArrowFiles.ROW_TYPE),
                GenericRowData.of(1L, StringData.fromString("a")));
    }

    @Test
    void thoseOfTheBulkFormatCan() {
        FileSource<RowData> files =
                FileSource.forBulkFileFormat(
                                new ArrowIpcBulkFormat(
                                        ArrowFiles.ROW_TYPE, ArrowIpcReadOptions.DEFAULT),
                                PATH)
                        .build();

        DataStream<RowData> united = stream(source).union(stream(files));

        assertThat(united.getType()).isEqualTo(source.getProducedType());
    }

    @Test
    void thoseOfFlinksTypeCanWhereTheSourceIsGivenThatType() {
        assertThatThrownBy(() -> stream(source).union(ofFlinksType()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RowTypeInfo(");

        DataStream<RowData> united =
                env.fromSource(
                                source,
                                WatermarkStrategy.noWatermarks(),
                                "arrow",
                                InternalTypeInfo.of(source.rowType()))
                        .union(ofFlinksType());

        assertThat(united.getType()).isEqualTo(InternalTypeInfo.of(ArrowFiles.ROW_TYPE));
    }
}
