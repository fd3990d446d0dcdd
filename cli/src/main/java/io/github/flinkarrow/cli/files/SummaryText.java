/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.cli.TextTable;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcSummary;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The summary of a file or stream as text. */
final class SummaryText {

    private final String file;
    private final IpcSummary summary;

    SummaryText(String file, IpcSummary summary) {
        this.file = file;
        this.summary = summary;
    }

    void printTo(Console console) {
        console.println("%s: %s".formatted(file, kind()));
        console.println(
                "%s, %s, %s"
                        .formatted(
                                count(summary.rows(), "row", "rows"),
                                count(
                                        summary.recordBatches().size(),
                                        "record batch",
                                        "record batches"),
                                count(
                                        summary.dictionaries().size(),
                                        "dictionary",
                                        "dictionaries")));
        SchemaText schema = new SchemaText(console);
        console.println("Schema");
        schema.print(summary.schema());
        if (!summary.metadata().isEmpty()) {
            console.println("Metadata of the footer");
            schema.print(summary.metadata());
        }
        if (!summary.recordBatches().isEmpty()) {
            console.println("Record batches");
            batches().printTo(console);
        }
        if (!summary.dictionaries().isEmpty()) {
            console.println("Dictionaries");
            dictionaries().printTo(console);
        }
        if (!summary.columns().isEmpty()) {
            console.println("Columns");
            columns().printTo(console);
        }
    }

    private static String count(long count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private String kind() {
        String container = summary.container() == IpcContainer.FILE ? "file" : "stream";
        String versions =
                Stream.concat(
                                summary.recordBatches().stream(),
                                summary.dictionaries().stream().map(IpcSummary.Dictionary::values))
                        .map(IpcSummary.Batch::metadataVersion)
                        .collect(Collectors.toCollection(TreeSet::new))
                        .stream()
                        .map(version -> "V" + version + ", ")
                        .collect(Collectors.joining());
        boolean little = summary.byteOrder() == ByteOrder.LITTLE_ENDIAN;
        return container + ", " + versions + (little ? "little-endian" : "big-endian");
    }

    private TextTable batches() {
        TextTable table = new TextTable("block", "offset", "bytes", "rows", "codec");
        List<IpcSummary.Batch> batches = summary.recordBatches();
        for (int i = 0; i < batches.size(); i++) {
            IpcSummary.Batch batch = batches.get(i);
            table.add(
                    String.valueOf(i),
                    String.valueOf(batch.block().offset()),
                    String.valueOf(batch.block().length()),
                    String.valueOf(batch.rows()),
                    codec(batch.compression()));
        }
        return table;
    }

    private TextTable dictionaries() {
        TextTable table = new TextTable("id", "delta", "offset", "bytes", "values", "codec");
        for (IpcSummary.Dictionary dictionary : summary.dictionaries()) {
            IpcSummary.Batch values = dictionary.values();
            table.add(
                    String.valueOf(dictionary.id()),
                    dictionary.delta() ? "yes" : "no",
                    String.valueOf(values.block().offset()),
                    String.valueOf(values.block().length()),
                    String.valueOf(values.rows()),
                    codec(values.compression()));
        }
        return table;
    }

    private static String codec(Compression compression) {
        return switch (compression) {
            case NONE -> "none";
            case LZ4_FRAME -> "lz4";
            case ZSTD -> "zstd";
        };
    }

    private TextTable columns() {
        TextTable table = new TextTable("column", "stored bytes", "uncompressed bytes", "ratio");
        List<Field> fields = summary.schema().fields();
        for (int i = 0; i < fields.size(); i++) {
            IpcSummary.ColumnSize size = summary.columns().get(i);
            table.add(
                    Printable.name(fields.get(i).name()),
                    String.valueOf(size.storedBytes()),
                    String.valueOf(size.uncompressedBytes()),
                    ratio(size));
        }
        return table;
    }

    private static String ratio(IpcSummary.ColumnSize size) {
        return size.storedBytes() == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%.2f",
                        (double) size.uncompressedBytes() / size.storedBytes());
    }
}
