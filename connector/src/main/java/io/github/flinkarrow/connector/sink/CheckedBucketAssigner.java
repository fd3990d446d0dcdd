/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.types.ColumnPath;

import java.util.Objects;

/** Assigns buckets that lie below a path: what they are called may come from the data. */
final class CheckedBucketAssigner implements BucketAssigner<RowData, String> {

    private static final long serialVersionUID = 1L;

    private final Path base;
    private final BucketAssigner<RowData, String> assigner;

    /** The bucket that was checked last: rows of one bucket often follow each other. */
    private transient String checked;

    CheckedBucketAssigner(Path base, BucketAssigner<RowData, String> assigner) {
        this.base = base;
        this.assigner = assigner;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the bucket is not below the path
     */
    @Override
    public String getBucketId(RowData row, Context context) {
        String bucket =
                Objects.requireNonNull(assigner.getBucketId(row, context), "the bucket of a row");
        if (!bucket.equals(checked)) {
            check(bucket);
            checked = bucket;
        }
        return bucket;
    }

    private void check(String bucket) {
        if (bucket.isEmpty()) {
            // Flink's name for the path itself.
            return;
        }
        for (String name : bucket.split("/", -1)) {
            if (name.isBlank() || name.equals(".") || name.equals("..")) {
                throw refused(bucket, "has the name '" + name + "' in it");
            }
        }
        if (bucket.chars().anyMatch(Character::isISOControl)) {
            throw refused(bucket, "has a control character in it");
        }
        if (bucket.split("/", -1)[0].indexOf(':') >= 0) {
            throw refused(bucket, "begins as the URI of something else");
        }
        if (bucket.indexOf('\\') >= 0) {
            // Flink's paths take it for a slash, on every system.
            throw refused(bucket, "has a backslash in it");
        }
        if (!isPathOf(bucket)) {
            throw refused(bucket, "is another path to Flink than it reads");
        }
    }

    /** Whether Flink, which has rules of its own for paths, puts the bucket where it says. */
    private boolean isPathOf(String bucket) {
        String root = base.getPath();
        String expected = (root.endsWith("/") ? root : root + "/") + bucket;
        return new Path(base, bucket).getPath().equals(expected);
    }

    private IllegalArgumentException refused(String bucket, String reason) {
        return new IllegalArgumentException(
                "the bucket %s %s: buckets lie below %s"
                        .formatted(ColumnPath.of(bucket), reason, base));
    }

    @Override
    public SimpleVersionedSerializer<String> getSerializer() {
        return assigner.getSerializer();
    }
}
