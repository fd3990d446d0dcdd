/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.filter.BlockFilter;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.InferredRowType;
import io.github.flinkarrow.format.schema.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Configures an {@link ArrowIpcSource}. */
@PublicEvolving
public final class ArrowIpcSourceBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(ArrowIpcSourceBuilder.class);

    private final List<Path> paths;
    private RowType rowType;
    private List<String> columns;
    private ArrowIpcReadOptions options = ArrowIpcReadOptions.DEFAULT;
    private PlanningOptions planning = PlanningOptions.DEFAULT;

    ArrowIpcSourceBuilder(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * The type of the rows, whose fields are looked up in each file by name. Without it the type is
     * that of the file with the smallest path, but for columns that Flink cannot hold. A file that
     * is broken is passed over if broken files are skipped, and also if files are looked for
     * continuously, as somebody may be writing it.
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
     * Leaves out the record batches that a filter excludes. Other rows that do not pass the filter
     * are there nevertheless.
     *
     * @param filter of the columns of the row type, chosen to be read or not
     */
    public ArrowIpcSourceBuilder withFilter(BlockFilter filter) {
        this.planning = planning.withFilter(Objects.requireNonNull(filter, "filter"));
        return this;
    }

    /**
     * Packs neighbouring blocks of a file into splits of at least so many bytes, 32 MiB by default,
     * but never into more than a quarter of an even share of the readers.
     *
     * @param bytes 0 for a split a block
     */
    public ArrowIpcSourceBuilder withSplitMinBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be at least 0 but is " + bytes);
        }
        this.planning = planning.withSplitMinBytes(bytes);
        return this;
    }

    /**
     * Splits streams as well, so that several readers read one. Planning then reads the headers of
     * all its messages, and so does each reader of a part that needs dictionaries.
     */
    public ArrowIpcSourceBuilder splitStreams() {
        this.planning = planning.withStreams(PlanningOptions.Streams.BY_BATCH);
        return this;
    }

    /**
     * Goes on to look for files in the paths, and reads each one that appears, once and completely.
     *
     * <p>A file is read when it is whole: when it has its footer, or its end-of-stream marker. One
     * that is not is looked at again in each round until it stays unchanged, {@link
     * #withSettlingRounds}. Then it counts as a whole stream if it ends behind a record batch, and
     * as broken otherwise, {@link #onBrokenFile}. A stream that has just grown waits for a round
     * that finds it unchanged.
     *
     * <p>Sixteen files are looked into at a time, and of those with much metadata one, as it takes
     * memory: a file whose reading hangs holds up others when there are as many that hang.
     *
     * <p>What was found whole is expected to stay, whether its rows were read already or not: a
     * file that has then another size or modification time counts as broken, too, and what is new
     * in it is never read; so does one that is deleted before its last row is read. Each file that
     * was read adds about 30 bytes to checkpoints, for ever unless {@link #forgetDeletedFiles}.
     *
     * @param interval between two rounds; at least a millisecond
     */
    public ArrowIpcSourceBuilder monitorContinuously(Duration interval) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "interval must be at least a millisecond but is " + interval);
        }
        this.planning = planning.withInterval(interval);
        return this;
    }

    /**
     * How many rounds in a row have to find a file unchanged, 3 by default, before it is taken for
     * what it is although its end is missing. As often, a failure to list the paths is tried again.
     *
     * @param rounds 0 to try nothing again
     */
    public ArrowIpcSourceBuilder withSettlingRounds(int rounds) {
        if (rounds < 0) {
            throw new IllegalArgumentException("rounds must be at least 0 but is " + rounds);
        }
        this.planning = planning.withSettlingRounds(rounds);
        return this;
    }

    /**
     * What becomes of a file that cannot be read: the job fails, by default, or the file is
     * skipped, named in a warning.
     *
     * <p>One that never was whole is looked at again when it changes. One that was whole, and was
     * planned therefore, is not: if it is replaced, cut, appended to or deleted, its rows that were
     * read stay, the others never come, and neither does what is new in it. While the job fails for
     * such a file it fails again after each restart, as the file is in its state: to go on without
     * it takes {@link OnBrokenFile#SKIP}, which may be chosen when the job is restored.
     */
    public ArrowIpcSourceBuilder onBrokenFile(OnBrokenFile action) {
        this.planning = planning.withOnBrokenFile(Objects.requireNonNull(action, "action"));
        return this;
    }

    /**
     * Keeps nothing about files that are not there any more, so that checkpoints stay small where
     * files are deleted after they were read. A file that is there again is read again, also where
     * a whole directory was missing for a while. A name must not be used again before a round has
     * found the file gone: within a round that is a file that has changed.
     */
    public ArrowIpcSourceBuilder forgetDeletedFiles() {
        this.planning = planning.withDeletedFiles(PlanningOptions.DeletedFiles.FORGOTTEN);
        return this;
    }

    /**
     * Takes directories that hold no files for what has no rows, and no paths at all; otherwise
     * they are an error. A path that does not exist is an error in any case.
     */
    public ArrowIpcSourceBuilder acceptNoFiles() {
        this.planning = planning.withNoFiles(PlanningOptions.NoFiles.ACCEPT);
        return this;
    }

    /**
     * Each reader stops with the record batch in which it has read so many rows, so that there are
     * at least as many, if the files have them, and most often more.
     *
     * @param rows at least 0
     */
    public ArrowIpcSourceBuilder withLimit(long rows) {
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be at least 0 but is " + rows);
        }
        this.planning = planning.withLimit(rows);
        return this;
    }

    /**
     * The source. Reads the schema of one file unless the row type is given.
     *
     * @throws java.io.FileNotFoundException if a path does not exist or holds no data
     * @throws io.github.flinkarrow.format.IpcFormatException if the file is not an Arrow IPC file,
     *     or none of those that may be taken is
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a column does not exist, or Flink cannot hold it
     */
    public ArrowIpcSource build() throws IOException {
        RowType all = rowType == null ? inferRowType() : rowType;
        RowType produced = columns == null ? all : project(all, columns);
        requirePaths();
        return new ArrowIpcSource(paths, produced, options, planning);
    }

    /**
     * The source, with an object of a class for each row.
     *
     * <p>{@link Row} has the fields that {@link #build} would give rows, by name. The fields of any
     * other class are the columns that are read: found by name, and read as the type that Flink's
     * Table API takes for the Java type (a {@code DataTypeHint} may say more). A primitive field is
     * NOT NULL: a null in its column fails the job.
     *
     * @param type {@link Row}, a public record, or a public class with a default constructor and
     *     public fields or setters
     * @throws IllegalArgumentException if Flink cannot make objects of the class, or the file with
     *     the smallest path has no column for one of its fields
     * @throws io.github.flinkarrow.connector.types.IncompatibleTypeException if a column cannot be
     *     read as its field
     * @throws IllegalStateException if another class than {@link Row} is given, and columns or a
     *     row type too
     * @throws IOException as {@link #build} does
     */
    public <T> ArrowIpcTypedSource<T> buildAs(Class<T> type) throws IOException {
        if (type == Row.class) {
            ArrowIpcSource source = build();
            @SuppressWarnings("unchecked")
            RowObjects<T> rows = (RowObjects<T>) RowObjects.rows(source.rowType());
            return new ArrowIpcTypedSource<>(source, rows);
        }
        requirePaths();
        if (rowType != null || columns != null) {
            throw new IllegalStateException(
                    "the columns are the fields of %s: give neither columns nor a row type"
                            .formatted(type.getName()));
        }
        RowObjects<T> objects = RowObjects.of(type);
        requireColumns(objects);
        return new ArrowIpcTypedSource<>(
                new ArrowIpcSource(paths, objects.rowType(), options, planning), objects);
    }

    /** The source, with what a conversion makes of the rows of {@link #build}. */
    @Internal
    public <T> ArrowIpcTypedSource<T> buildWith(RowConversion<T> conversion) throws IOException {
        return new ArrowIpcTypedSource<>(build(), conversion);
    }

    private void requirePaths() {
        if (paths.isEmpty() && planning.noFiles() == PlanningOptions.NoFiles.FAIL) {
            throw new IllegalArgumentException("at least one path is needed");
        }
    }

    /** Checks the class against a file, unless files are still to appear. */
    private void requireColumns(RowObjects<?> objects) throws IOException {
        FileSchema first;
        try {
            first = firstSchema();
        } catch (IOException e) {
            if (planning.isMonitoring()
                    && (e instanceof FileNotFoundException || SkippingRows.isBroken(e))) {
                return;
            }
            throw e;
        }
        SchemaFit.require(
                first.schema(),
                first.file().path().toString(),
                objects.rowType(),
                objects.type().getName());
    }

    private RowType inferRowType() throws IOException {
        FileSchema first = firstSchema();
        return inferRowType(first.file(), first.schema());
    }

    private record FileSchema(DataFile file, Schema schema) {}

    private FileSchema firstSchema() throws IOException {
        if (paths.isEmpty()) {
            throw new FileNotFoundException("there is no path to infer columns from");
        }
        IOException failure = null;
        for (FileStatus status : DataFiles.below(paths)) {
            DataFile first = DataFile.of(status);
            try {
                return new FileSchema(first, FileHead.schema(status, options));
            } catch (IOException e) {
                if (!passesOver(e)) {
                    throw e;
                }
                LOG.warn("{}: the file is passed over", first.path(), e);
                failure = failure == null ? e : failure;
            }
        }
        throw failure;
    }

    /** Among files that appear there may always be one that is half written. */
    private boolean passesOver(IOException failure) {
        return SkippingRows.isBroken(failure)
                && (planning.isMonitoring() || planning.onBrokenFile() == OnBrokenFile.SKIP);
    }

    private RowType inferRowType(DataFile file, Schema schema) throws IOException {
        InferredRowType inferred = ArrowToFlinkTypes.inferRowType(schema);
        if (columns != null) {
            requireHeld(inferred, file);
        } else if (!inferred.skipped().isEmpty()) {
            LOG.warn("{}: columns are left out: {}", file.path(), inferred.skipped());
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
