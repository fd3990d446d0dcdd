/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.table.api.Schema.UnresolvedComputedColumn;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.TableChange;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What CREATE TABLE may say of a table here. All of it is kept: what is not is an error. */
final class TableDefinition {

    private static final String CONNECTOR = FactoryUtil.CONNECTOR.key();
    private static final String PATH = FileSystemConnectorOptions.PATH.key();

    /** Would be written wherever its value leads to. */
    private static final String SUCCESS_FILE =
            FileSystemConnectorOptions.SINK_PARTITION_COMMIT_SUCCESS_FILE_NAME.key();

    private TableDefinition() {}

    /**
     * The table with those of its options that are kept.
     *
     * @param defaults of options
     * @throws ValidationException if it says something that is not kept, or is wrong
     */
    static ResolvedCatalogTable checked(CatalogBaseTable given, Map<String, String> defaults) {
        if (!(given instanceof ResolvedCatalogTable table)) {
            throw new ValidationException(
                    "The catalog has tables only: no views, and no materialized tables");
        }
        Map<String, String> options = new HashMap<>(table.getOptions());
        String connector = options.remove(CONNECTOR);
        if (connector != null && !connector.equals(ArrowIpcTableFactory.IDENTIFIER)) {
            throw new ValidationException(
                    "The catalog's tables are of its own connector, not of '%s': leave out '%s', or create a TEMPORARY table, or one in another catalog"
                            .formatted(connector, CONNECTOR));
        } else if (options.containsKey(PATH)) {
            throw new ValidationException(
                    "The catalog's tables are directories in its own: leave out '%s'"
                            .formatted(PATH));
        }
        requireSafe(table.getOrigin());
        RowType columns =
                (RowType) table.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
        FlinkToArrowTypes.schema(columns);
        requireValid(options, defaults);
        return table.copy(options);
    }

    private static void requireValid(Map<String, String> options, Map<String, String> defaults) {
        Map<String, String> all = new HashMap<>(defaults);
        all.putAll(options);
        all.put(CONNECTOR, ArrowIpcTableFactory.IDENTIFIER);
        all.put(PATH, "/");
        new ArrowIpcTableFactory().validate(all, TableDefinition.class.getClassLoader());
    }

    /**
     * Nothing that a file names is executed or loaded: no expressions, and no classes.
     *
     * @throws ValidationException if there is any
     */
    static void requireSafe(CatalogTable table) {
        if (table.getUnresolvedSchema().getColumns().stream()
                .anyMatch(UnresolvedComputedColumn.class::isInstance)) {
            throw notKept("a computed column", "create a view of the table that has it");
        } else if (!table.getUnresolvedSchema().getWatermarkSpecs().isEmpty()) {
            throw notKept(
                    "a watermark",
                    "say CREATE TEMPORARY TABLE … (WATERMARK FOR …) LIKE the table, without it");
        } else if (table.getDistribution().isPresent()) {
            throw notKept("DISTRIBUTED BY", "leave it out");
        }
        for (String key : table.getOptions().keySet()) {
            if (key.endsWith(".class") || key.equals(SUCCESS_FILE)) {
                throw notKept(
                        "the option '" + key + "'", "give it in the query: /*+ OPTIONS(…) */");
            }
        }
    }

    private static ValidationException notKept(String what, String instead) {
        return new ValidationException(
                "The catalog keeps no tables with %s: %s".formatted(what, instead));
    }

    /**
     * What ALTER TABLE may change: what files that are already there are still read with.
     *
     * @throws ValidationException if there is another change
     */
    static void requireSound(List<TableChange> changes) {
        for (TableChange change : changes) {
            boolean isSound =
                    change instanceof TableChange.SetOption
                            || change instanceof TableChange.ResetOption
                            || change instanceof TableChange.ModifyTableComment
                            || change instanceof TableChange.ModifyColumnComment
                            || change instanceof TableChange.AddUniqueConstraint
                            || change instanceof TableChange.ModifyUniqueConstraint
                            || change instanceof TableChange.DropConstraint
                            || (change instanceof TableChange.AddColumn added
                                    && isNullable(added.getColumn()));
            if (!isSound) {
                throw new ValidationException(
                        "The catalog changes options, comments and the primary key of a table, and adds nullable columns, as the files of the table stay what they are; but not: "
                                + change);
            }
        }
    }

    private static boolean isNullable(Column column) {
        return !column.isPhysical() || column.getDataType().getLogicalType().isNullable();
    }
}
