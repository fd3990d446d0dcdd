/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.apache.flink.table.data.RowData;

/** As many buckets as a test wants: an id goes to that of its remainder. */
public final class IdBuckets implements BucketAssigner<RowData, String> {

    private static final long serialVersionUID = 1L;

    private final long count;

    public IdBuckets(long count) {
        this.count = count;
    }

    /** What a bucket is called, which is in the form of a partition. */
    public static String name(long remainder) {
        return "part=" + remainder + "/rest";
    }

    @Override
    public String getBucketId(RowData row, Context context) {
        return name(row.getLong(0) % count);
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }
}
