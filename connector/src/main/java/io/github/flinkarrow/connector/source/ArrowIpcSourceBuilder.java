/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.InferredRowType;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Configures an {@link ArrowIpcSource}. */
@PublicEvolving
public final class ArrowIpcSourceBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ArrowIpcSourceBuilder.class);

    private static final long DEFAULT_SPLIT_MIN_BYTES = 1L << 20;

    private final List<Path> paths;
    private RowType rowType;
    private List<String> columns;
    private ArrowIpcReadOptions options = ArrowIpcReadOptions.DEFAULT;
    private long splitMinBytes = DEFAULT_SPLIT_MIN_BYTES;

    ArrowIpcSourceBuilder(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("at least one path is needed");
        }
        this.paths = List.copyOf(paths);
    }

    /**
     * The type of the rows, whose fields are looked up in each file by name. Without it the type is
     * that of the file with the smallest path, but for columns that Flink cannot hold.
     */
    public ArrowIpcSourceBuilder withRowType(RowType type) {
        this.rowType = Objects.requireNonNull(type, "type");
        return this;
    }

    /** Reads only these columns, in this order; all of them by default. */
    public ArrowIpcSourceBuilder withColumns(String... names) {
        this.columns = List.of(names);
        return this;
    }

    /** How files are read. */
    public ArrowIpcSourceBuilder withReadOptions(ArrowIpcReadOptions readOptions) {
        this.options = Objects.requireNonNull(readOptions, "readOptions");
        return this;
    }

    /** How the bytes of a file come into memory, among the options. */
    public ArrowIpcSourceBuilder withReadMode(ReadMode mode) {
        return withReadOptions(options.withMode(mode));
    }

    /**
     * Packs neighbouring blocks of a file into splits of at least so many bytes, 1 MiB by default,
     * but never into more than a quarter of an even share of the readers.
     *
     * @param bytes 0 for a split a block
     */
    public ArrowIpcSourceBuilder withSplitMinBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0 but is " + bytes);
        }
        this.splitMinBytes = bytes;
        return this;
    }

    /**
     * The source. Reads the schema of one file unless the row type is given.
     *
     * @throws java.io.FileNotFoundException if a path does not exist or holds no data
     * @throws io.github.flinkarrow.format.IpcFormatException if the file is not an Arrow IPC file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a column does not exist, or Flink cannot hold it
     */
    public ArrowIpcSource build() throws IOException {
        RowType all = rowType == null ? inferRowType() : rowType;
        RowType produced = columns == null ? all : project(all, columns);
        return new ArrowIpcSource(paths, produced, options, splitMinBytes);
    }

    private RowType inferRowType() throws IOException {
        DataFile first = DataFiles.below(paths).get(0);
        InferredRowType inferred = ArrowToFlinkTypes.inferRowType(schema(first));
        if (columns != null) {
            requireHeld(inferred, first);
        } else if (!inferred.skipped().isEmpty()) {
            LOG.warn("{}: columns are left out: {}", first.path(), inferred.skipped());
        }
        return inferred.rowType();
    }

    /** What is left out cannot be asked for. */
    private void requireHeld(InferredRowType inferred, DataFile file) {
        for (InferredRowType.SkippedColumn skipped : inferred.skipped()) {
            if (columns.contains(skipped.name())) {
                throw new IllegalArgumentException("%s: column %s".formatted(file.path(), skipped));
            }
        }
    }

    private Schema schema(DataFile file) throws IOException {
        SeekableInput input = file.open(ReadMode.BUFFERED);
        ReadOptions limits = options.forFormat();
        if (SplitOpener.containerOf(input) == IpcContainer.STREAM) {
            try (IpcStreamReader reader = IpcStreamReader.open(input, limits)) {
                return reader.schema();
            }
        }
        try (IpcFileReader reader = IpcFileReader.open(input, limits)) {
            return reader.schema();
        }
    }

    private static RowType project(RowType type, List<String> names) {
        List<RowType.RowField> fields = new ArrayList<>(names.size());
        for (String name : names) {
            int index = type.getFieldIndex(name);
            if (index < 0) {
                throw new IllegalArgumentException(
                        "there is no column '%s' among %s".formatted(name, type.getFieldNames()));
            }
            fields.add(type.getFields().get(index));
        }
        return new RowType(type.isNullable(), fields);
    }
}
