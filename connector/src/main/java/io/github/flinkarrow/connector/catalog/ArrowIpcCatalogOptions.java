/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

import java.util.Set;

/** The options of the catalog besides those of the format, which its tables have by default. */
@PublicEvolving
public final class ArrowIpcCatalogOptions {

    public static final ConfigOption<String> PATH =
            ConfigOptions.key("path")
                    .stringType()
                    .noDefaultValue()
                    .withDescription(
                            "The directory whose files and directories are the tables. It has to"
                                    + " exist.");

    public static final ConfigOption<String> DEFAULT_DATABASE =
            ConfigOptions.key("default-database")
                    .stringType()
                    .defaultValue("default")
                    .withDescription("The name of the catalog's one database.");

    public static final ConfigOption<Boolean> DROP_DELETES_DATA =
            ConfigOptions.key("drop-deletes-data")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether DROP TABLE and dropping a partition are allowed. They delete"
                                    + " the files, and only of tables that CREATE TABLE has made."
                                    + " Such a table without files can always be dropped.");

    private ArrowIpcCatalogOptions() {}

    static Set<ConfigOption<?>> optional() {
        return Set.of(DEFAULT_DATABASE, DROP_DELETES_DATA);
    }
}
