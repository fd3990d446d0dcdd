/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Catalog;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.table.ArrowIpcFormatOptions;
import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes {@code 'type' = 'arrow-ipc'} known to {@code CREATE CATALOG}. */
@Internal
public final class ArrowIpcCatalogFactory implements CatalogFactory {

    public static final String IDENTIFIER = ArrowIpcTableFactory.IDENTIFIER;

    /** The option that chose this factory. */
    private static final String TYPE = "type";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(ArrowIpcCatalogOptions.PATH);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return ArrowIpcCatalogOptions.optional();
    }

    @Override
    public Catalog createCatalog(Context context) {
        Map<String, String> given = new HashMap<>(context.getOptions());
        given.remove(TYPE);
        FactoryUtil.validateUnconsumedKeys(IDENTIFIER, given.keySet(), validKeys());
        Configuration options = Configuration.fromMap(given);
        FactoryUtil.validateFactoryOptions(this, options);
        String database = options.get(ArrowIpcCatalogOptions.DEFAULT_DATABASE);
        if (database.isBlank()) {
            throw new ValidationException(
                    "'%s' must not be blank"
                            .formatted(ArrowIpcCatalogOptions.DEFAULT_DATABASE.key()));
        }
        return new ArrowIpcCatalog(
                context.getName(),
                database,
                new CatalogDirectory(
                        path(options.get(ArrowIpcCatalogOptions.PATH)),
                        ArrowIpcFormatOptions.validated(given)),
                options.get(ArrowIpcCatalogOptions.DROP_DELETES_DATA)
                        ? Dropping.DELETES_DATA
                        : Dropping.REFUSED);
    }

    private static Path path(String text) {
        try {
            return new Path(text);
        } catch (IllegalArgumentException e) {
            throw new ValidationException(
                    "'%s' is no path: '%s'".formatted(ArrowIpcCatalogOptions.PATH.key(), text), e);
        }
    }

    private Set<String> validKeys() {
        Set<String> keys = new HashSet<>(ArrowIpcFormatOptions.keys());
        requiredOptions().forEach(option -> keys.add(option.key()));
        optionalOptions().forEach(option -> keys.add(option.key()));
        return keys;
    }
}
