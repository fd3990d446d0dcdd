/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Makes {@code 'connector' = 'arrow-ipc'} known: tables that are read with a source of our own, and
 * written by Flink's file system connector.
 */
@Internal
public final class ArrowIpcTableFactory
        implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    public static final String IDENTIFIER = ArrowIpcFormatFactory.IDENTIFIER;

    private static final String FILE_SYSTEM = "filesystem";

    /** Options of the file system connector that this one has not. */
    private static final Set<String> NOT_OURS =
            Set.of(
                    FactoryUtil.FORMAT.key(),
                    FileSystemConnectorOptions.SOURCE_PATH_REGEX_PATTERN.key());

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(FileSystemConnectorOptions.PATH);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return new HashSet<>(ArrowIpcConnectorOptions.all());
    }

    /** What the file system connector of this Flink knows, and this one hands on to it or reads. */
    private static Set<ConfigOption<?>> fileSystemOptions(Context context) {
        Factory fileSystem =
                FactoryUtil.discoverFactory(
                        context.getClassLoader(), DynamicTableSourceFactory.class, FILE_SYSTEM);
        Set<ConfigOption<?>> options = new HashSet<>(fileSystem.requiredOptions());
        options.addAll(fileSystem.optionalOptions());
        options.removeIf(option -> NOT_OURS.contains(option.key()));
        return options;
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        Configuration options = validated(context);
        ArrowIpcTable table =
                new ArrowIpcTable(
                        new Path(options.get(FileSystemConnectorOptions.PATH)),
                        context.getPhysicalRowDataType(),
                        context.getCatalogTable().getPartitionKeys(),
                        options,
                        ArrowIpcFormatOptions.readOptions(
                                ArrowIpcFormatOptions.withoutPrefix(
                                        context.getCatalogTable().getOptions())));
        return table.partitionKeys().isEmpty() || table.isMonitored()
                ? new ArrowIpcTableSource(table)
                : new PartitionedTableSource(table);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        validated(context);
        Map<String, String> options = new HashMap<>(context.getCatalogTable().getOptions());
        ArrowIpcConnectorOptions.all().forEach(option -> options.remove(option.key()));
        options.put(FactoryUtil.CONNECTOR.key(), FILE_SYSTEM);
        options.put(FactoryUtil.FORMAT.key(), ArrowIpcFormatFactory.IDENTIFIER);
        return FactoryUtil.createDynamicTableSink(
                null,
                context.getObjectIdentifier(),
                context.getCatalogTable().copy(options),
                context.getEnrichmentOptions(),
                context.getConfiguration(),
                context.getClassLoader(),
                context.isTemporary());
    }

    /** The options of a table, all of which are valid, whichever of them are used. */
    private Configuration validated(Context context) {
        Map<String, String> given = context.getCatalogTable().getOptions();
        Configuration options = Configuration.fromMap(given);
        Set<ConfigOption<?>> ofFileSystem = fileSystemOptions(context);
        FactoryUtil.validateUnconsumedKeys(IDENTIFIER, given.keySet(), validKeys(ofFileSystem));
        FactoryUtil.validateFactoryOptions(this, options);
        FactoryUtil.validateFactoryOptions(Set.of(), ofFileSystem, options);
        requireAtLeast(1, options, ArrowIpcConnectorOptions.SCAN_PARALLELISM, Integer::longValue);
        requireAtLeast(
                1, options, FileSystemConnectorOptions.SOURCE_MONITOR_INTERVAL, Duration::toMillis);
        ReadableConfig format =
                ArrowIpcFormatOptions.withoutPrefix(context.getCatalogTable().getOptions());
        FactoryUtil.validateFactoryOptions(Set.of(), ArrowIpcFormatOptions.all(), format);
        ArrowIpcFormatOptions.validate(format);
        return options;
    }

    private Set<String> validKeys(Set<ConfigOption<?>> ofFileSystem) {
        Set<String> keys = new HashSet<>();
        keys.add(FactoryUtil.CONNECTOR.key());
        keys.add(FactoryUtil.PROPERTY_VERSION.key());
        ofFileSystem.forEach(option -> keys.add(option.key()));
        optionalOptions().forEach(option -> keys.add(option.key()));
        keys.addAll(ArrowIpcFormatOptions.keys());
        return keys;
    }

    private static <T> void requireAtLeast(
            long least, ReadableConfig options, ConfigOption<T> option, ToLongFunction<T> number) {
        options.getOptional(option)
                .filter(value -> number.applyAsLong(value) < least)
                .ifPresent(
                        value -> {
                            throw new ValidationException(
                                    "'%s' must be at least %d but is %d"
                                            .formatted(
                                                    option.key(),
                                                    least,
                                                    number.applyAsLong(value)));
                        });
    }
}
