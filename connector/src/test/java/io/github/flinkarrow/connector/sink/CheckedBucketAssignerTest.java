/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Buckets whose names come from the data. */
class CheckedBucketAssignerTest {

    private final CheckedBucketAssigner buckets =
            new CheckedBucketAssigner(new Path("file:/data/out"), new ByText());

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a/b", "day=2024-02-29/hour=07", "..a", "a..b", ".hidden", "ä"})
    void bucketsBelowThePathAreAsTheyAre(String name) {
        assertThat(bucket(name)).isEqualTo(name);
        assertThat(bucket(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../other",
                "a/..",
                "a/../../b",
                ".",
                "a/./b",
                "/",
                "/etc",
                "a//b",
                "a/",
                " ",
                "a/ /b",
                "..\\..\\etc",
                "..\\x",
                "a\\..\\..\\b",
                "a\\b",
                "\\",
                "file:/etc",
                "s3://bucket/key",
                "a:b",
                "a\u0000b",
                "a\nb",
                "a\u007f"
            })
    void bucketsElsewhereAreRefused(String name) {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> bucket(name))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the bucket '")
                    .hasMessageEndingWith(": buckets lie below file:/data/out")
                    .hasMessageMatching("\\P{Cntrl}*");
        }
    }

    private String bucket(String name) {
        return buckets.getBucketId(GenericRowData.of(StringData.fromString(name)), null);
    }

    private static final class ByText implements BucketAssigner<RowData, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(RowData row, Context context) {
            return row.getString(0).toString();
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
