/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.IpcContainer;

import java.util.Objects;

/**
 * Writes Arrow IPC files or streams, exactly once: each checkpoint, or the end of a bounded job,
 * completes one file a bucket and writer subtask.
 *
 * <pre>{@code
 * FileSink<RowData> sink = ArrowIpcSink.forRowData(new Path("/data/out"), rowType).build();
 * stream.sinkTo(sink);
 * }</pre>
 *
 * <p>Files are called {@code part-…-….arrow}, streams {@code part-…-….arrows}. Rows of another kind
 * than INSERT fail the job.
 */
@PublicEvolving
public final class ArrowIpcSink {

    private ArrowIpcSink() {}

    /**
     * A sink of rows.
     *
     * @param path the directory, on any of Flink's file systems that can recover its output
     */
    public static Builder forRowData(Path path, RowType rowType) {
        return new Builder(path, rowType);
    }

    /** Configures the sink. */
    @PublicEvolving
    public static final class Builder {

        private final Path path;
        private final RowType rowType;
        private ArrowIpcWriteOptions options = ArrowIpcWriteOptions.DEFAULT;
        private BucketAssigner<RowData, String> buckets = new BasePathBucketAssigner<>();
        private FileCompactStrategy compaction;
        private boolean compactionStopped;

        private Builder(Path path, RowType rowType) {
            this.path = Objects.requireNonNull(path, "path");
            this.rowType = Objects.requireNonNull(rowType, "rowType");
        }

        /** Container, compression and the size of record batches. */
        public Builder withWriteOptions(ArrowIpcWriteOptions writeOptions) {
            this.options = Objects.requireNonNull(writeOptions, "writeOptions");
            return this;
        }

        /**
         * Which directory below the path each row goes to; the path itself by default.
         *
         * @param assigner of relative paths; a row fails the job whose bucket would be elsewhere,
         *     or has a backslash, a control character or an empty name, {@code .} or {@code ..} in
         *     its path
         */
        public Builder withBucketAssigner(BucketAssigner<RowData, String> assigner) {
            this.buckets = Objects.requireNonNull(assigner, "assigner");
            return this;
        }

        /**
         * Joins small files of a bucket into larger ones, called {@code compacted-part-…}, before
         * anybody sees them. Record batches are copied as they are, not decoded.
         *
         * <p>Flink asks for a {@code uid} of a sink that does so. A job that is restored from a
         * state with files that are still to be joined needs it too, or {@link
         * #withoutCompaction()}.
         *
         * @param strategy when files are joined: after so many checkpoints, or once they have so
         *     many bytes together
         */
        public Builder withCompaction(FileCompactStrategy strategy) {
            this.compaction = Objects.requireNonNull(strategy, "strategy");
            this.compactionStopped = false;
            return this;
        }

        /**
         * Joins no files any more, in a job that is restored from a state in which some were still
         * to be joined: they are published as they are. The sink keeps its {@code uid}.
         */
        public Builder withoutCompaction() {
            this.compaction = null;
            this.compactionStopped = true;
            return this;
        }

        /**
         * The sink.
         *
         * @throws org.apache.flink.table.api.ValidationException if Arrow has no type for a field,
         *     or it cannot be written yet
         * @throws IllegalArgumentException if the codec has no such level
         */
        public FileSink<RowData> build() {
            String suffix = options.container() == IpcContainer.FILE ? ".arrow" : ".arrows";
            FileSink.BulkFormatBuilder<RowData, ?> sink =
                    FileSink.forBulkFormat(
                                    path,
                                    new ArrowIpcBulkWriterFactory(
                                            rowType, options, path.toString()))
                            .withBucketAssigner(new CheckedBucketAssigner(path, buckets))
                            .withRollingPolicy(OnCheckpointRollingPolicy.build())
                            .withOutputFileConfig(
                                    OutputFileConfig.builder().withPartSuffix(suffix).build());
            if (compaction != null) {
                sink = sink.enableCompact(compaction, new ArrowIpcFileCompactor(options));
            } else if (compactionStopped) {
                sink = sink.disableCompact();
            }
            return sink.build();
        }
    }
}
