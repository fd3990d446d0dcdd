/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.ReadOptions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The options of the format, without their prefix {@code arrow-ipc.}. */
@PublicEvolving
public final class ArrowIpcFormatOptions {

    static final String PREFIX = ArrowIpcFormatFactory.IDENTIFIER + ".";

    public static final ConfigOption<IpcContainer> CONTAINER =
            ConfigOptions.key("container")
                    .enumType(IpcContainer.class)
                    .defaultValue(ArrowIpcWriteOptions.DEFAULT.container())
                    .withDescription(
                            "What is written: 'file', which can be read in parallel, or 'stream'."
                                    + " Reading tells them apart by itself. A message is a stream"
                                    + " unless this says 'file'.");

    public static final ConfigOption<CompressionOption> COMPRESSION =
            ConfigOptions.key("compression")
                    .enumType(CompressionOption.class)
                    .defaultValue(CompressionOption.NONE)
                    .withDescription(
                            "How buffers are compressed when written: 'none', 'lz4' or 'zstd'."
                                    + " A buffer that does not shrink is stored.");

    public static final ConfigOption<Integer> COMPRESSION_LEVEL =
            ConfigOptions.key("compression.level")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "The level of the compression: higher is smaller and slower. 'lz4' has"
                                    + " 0 to 12, 'zstd' -131072 to 22. The codec's own default if"
                                    + " not set.");

    public static final ConfigOption<Integer> BATCH_ROWS =
            ConfigOptions.key("batch.rows")
                    .intType()
                    .defaultValue(ArrowIpcWriteOptions.DEFAULT.batchRows())
                    .withDescription(
                            "The most rows of a record batch that is written. A message has one"
                                    + " row.");

    public static final ConfigOption<MemorySize> BATCH_BYTES =
            ConfigOptions.key("batch.bytes")
                    .memoryType()
                    .defaultValue(new MemorySize(ArrowIpcWriteOptions.DEFAULT.batchBytes()))
                    .withDescription(
                            "A record batch is written when its values reach this size in"
                                    + " memory, at most 1 gb. A message has one row.");

    public static final ConfigOption<Boolean> STATISTICS =
            ConfigOptions.key("statistics")
                    .booleanType()
                    .defaultValue(ArrowIpcWriteOptions.DEFAULT.statistics())
                    .withDescription(
                            "Whether files that are written say what values each record batch"
                                    + " has: min, max and the number of nulls of each column. Streams"
                                    + " never do, and messages only where this says 'true'.");

    public static final ConfigOption<List<String>> DICTIONARY_COLUMNS =
            ConfigOptions.key("dictionary.columns")
                    .stringType()
                    .asList()
                    .noDefaultValue()
                    .withDescription(
                            "The columns that are dictionary-encoded when written, separated by"
                                    + " semicolons: those with few different values. Fields of a ROW"
                                    + " as 'a.b', elements of an ARRAY as 'a.element', keys and values"
                                    + " of a MAP as 'm.key' and 'm.value'.");

    public static final ConfigOption<ReadMode> READ_MODE =
            ConfigOptions.key("read.mode")
                    .enumType(ReadMode.class)
                    .defaultValue(ArrowIpcReadOptions.DEFAULT.mode())
                    .withDescription(
                            "How local files are read: 'buffered' or 'mmap'. A file that is"
                                    + " truncated while it is mapped ends the task manager."
                                    + " Other files are always read buffered.");

    public static final ConfigOption<MemorySize> LIMIT_METADATA_BYTES =
            ConfigOptions.key("limit.metadata-bytes")
                    .memoryType()
                    .defaultValue(new MemorySize(ArrowIpcReadOptions.DEFAULT.maxMetadataBytes()))
                    .withDescription(
                            "The most bytes of one message's metadata, or of a footer, that are"
                                    + " read.");

    public static final ConfigOption<MemorySize> LIMIT_BATCH_BYTES =
            ConfigOptions.key("limit.batch-bytes")
                    .memoryType()
                    .defaultValue(new MemorySize(ArrowIpcReadOptions.DEFAULT.maxBatchBytes()))
                    .withDescription(
                            "The most bytes that the columns which are read of one record batch or"
                                    + " dictionary may take, decompressed.");

    public static final ConfigOption<Integer> LIMIT_NESTING =
            ConfigOptions.key("limit.nesting")
                    .intType()
                    .defaultValue(ArrowIpcReadOptions.DEFAULT.maxNesting())
                    .withDescription(
                            "The most levels of fields in each other that are read, up to 124.");

    public static final ConfigOption<Integer> LIMIT_BATCH_ROWS =
            ConfigOptions.key("limit.batch-rows")
                    .intType()
                    .defaultValue(ArrowIpcReadOptions.DEFAULT.maxUnbackedRows())
                    .withDescription(
                            "The most rows of a record batch or dictionary that take no bytes: of"
                                    + " type Null, a struct without children, fixed-size values of"
                                    + " size 0, run-end-encoded.");

    private ArrowIpcFormatOptions() {}

    static Set<ConfigOption<?>> all() {
        return Set.of(
                CONTAINER,
                COMPRESSION,
                COMPRESSION_LEVEL,
                BATCH_ROWS,
                BATCH_BYTES,
                STATISTICS,
                DICTIONARY_COLUMNS,
                READ_MODE,
                LIMIT_METADATA_BYTES,
                LIMIT_BATCH_BYTES,
                LIMIT_NESTING,
                LIMIT_BATCH_ROWS);
    }

    /**
     * Checks all options, whichever of them are used. The file system connector leaves all keys
     * with the format's prefix to the format.
     */
    static void validate(DynamicTableFactory.Context context, ReadableConfig options) {
        Set<String> given =
                context.getCatalogTable().getOptions().keySet().stream()
                        .filter(key -> key.startsWith(PREFIX))
                        .collect(Collectors.toSet());
        FactoryUtil.validateUnconsumedKeys(ArrowIpcFormatFactory.IDENTIFIER, given, keys());
        validate(options);
    }

    /** All keys, with their prefix. */
    @Internal
    public static Set<String> keys() {
        return all().stream().map(option -> PREFIX + option.key()).collect(Collectors.toSet());
    }

    /**
     * Those of some options that are of the format, with their prefix, which are checked.
     *
     * @throws ValidationException if a value is wrong
     */
    @Internal
    public static Map<String, String> validated(Map<String, String> options) {
        Map<String, String> ofFormat = new HashMap<>(options);
        ofFormat.keySet().retainAll(keys());
        ReadableConfig values = withoutPrefix(ofFormat);
        FactoryUtil.validateFactoryOptions(Set.of(), all(), values);
        validate(values);
        return ofFormat;
    }

    /** The options of the format among those of a table, as all methods here take them. */
    static ReadableConfig withoutPrefix(Map<String, String> ofTable) {
        Map<String, String> options = new HashMap<>();
        ofTable.forEach(
                (key, value) -> {
                    if (key.startsWith(PREFIX)) {
                        options.put(key.substring(PREFIX.length()), value);
                    }
                });
        return Configuration.fromMap(options);
    }

    /** How a table with these options is read, which are valid. */
    @Internal
    public static ArrowIpcReadOptions readOptions(Map<String, String> ofTable) {
        return readOptions(withoutPrefix(ofTable));
    }

    static void validate(ReadableConfig options) {
        requireBetween(BATCH_ROWS, options.get(BATCH_ROWS), Integer.MAX_VALUE);
        requireBetween(
                BATCH_BYTES,
                options.get(BATCH_BYTES).getBytes(),
                ArrowIpcWriteOptions.MOST_BATCH_BYTES);
        requireBetween(
                LIMIT_METADATA_BYTES,
                options.get(LIMIT_METADATA_BYTES).getBytes(),
                Integer.MAX_VALUE);
        requireBetween(
                LIMIT_BATCH_BYTES, options.get(LIMIT_BATCH_BYTES).getBytes(), Long.MAX_VALUE);
        requireBetween(LIMIT_NESTING, options.get(LIMIT_NESTING), ReadOptions.MOST_NESTING);
        requireBetween(LIMIT_BATCH_ROWS, options.get(LIMIT_BATCH_ROWS), Integer.MAX_VALUE);
        options.getOptional(COMPRESSION_LEVEL)
                .ifPresent(level -> requireLevel(level, options.get(COMPRESSION)));
    }

    private static void requireLevel(int level, CompressionOption option) {
        String key = PREFIX + COMPRESSION_LEVEL.key();
        Compression compression = option.compression();
        if (compression == Compression.NONE) {
            throw new ValidationException(
                    "'%s' needs '%s' to be lz4 or zstd".formatted(key, PREFIX + COMPRESSION.key()));
        } else if (level < compression.minLevel() || level > compression.maxLevel()) {
            throw new ValidationException(
                    "'%s' must be from %d to %d with %s but is %d"
                            .formatted(
                                    key,
                                    compression.minLevel(),
                                    compression.maxLevel(),
                                    option,
                                    level));
        }
    }

    private static void requireBetween(ConfigOption<?> option, long value, long most) {
        String key = PREFIX + option.key();
        if (value < 1) {
            throw new ValidationException(
                    "'%s' must be at least 1 but is %d".formatted(key, value));
        } else if (value > most) {
            throw new ValidationException(
                    "'%s' must be at most %d but is %d".formatted(key, most, value));
        }
    }

    static ArrowIpcReadOptions readOptions(ReadableConfig options) {
        return new ArrowIpcReadOptions(
                options.get(READ_MODE),
                Math.toIntExact(options.get(LIMIT_METADATA_BYTES).getBytes()),
                options.get(LIMIT_BATCH_BYTES).getBytes(),
                options.get(LIMIT_NESTING),
                options.get(LIMIT_BATCH_ROWS));
    }

    /**
     * @throws ValidationException if an option is set that does not apply to messages of one row
     */
    static ArrowIpcWriteOptions messageOptions(ReadableConfig options) {
        requireUnset(BATCH_ROWS, options);
        requireUnset(BATCH_BYTES, options);
        return writeOptions(options)
                .withContainer(options.getOptional(CONTAINER).orElse(IpcContainer.STREAM))
                .withStatistics(options.getOptional(STATISTICS).orElse(false));
    }

    private static void requireUnset(ConfigOption<?> option, ReadableConfig options) {
        if (options.getOptional(option).isPresent()) {
            throw new ValidationException(
                    "'%s' does not apply to messages, which are written with one row each: leave it out"
                            .formatted(PREFIX + option.key()));
        }
    }

    static ArrowIpcWriteOptions writeOptions(ReadableConfig options) {
        return new ArrowIpcWriteOptions(
                options.get(CONTAINER),
                options.get(COMPRESSION).compression(),
                options.getOptional(COMPRESSION_LEVEL).orElse(null),
                options.get(BATCH_ROWS),
                options.get(BATCH_BYTES).getBytes(),
                options.get(STATISTICS),
                options.getOptional(DICTIONARY_COLUMNS).orElse(List.of()));
    }
}
