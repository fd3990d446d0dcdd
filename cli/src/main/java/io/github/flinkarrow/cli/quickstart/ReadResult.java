/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.cli.TextTable;
import io.github.flinkarrow.connector.source.ReadMode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a job has read, as its readers counted it.
 *
 * @param readers one a parallel reader
 * @param sums one a numeric column, over all readers
 * @param allocatedBytes of all buffers that were allocated while the job ran
 */
record ReadResult(
        ReadMode mode,
        List<Reader> readers,
        List<ColumnSum> sums,
        double seconds,
        long allocatedBytes) {

    /** What one reader has read. */
    record Reader(int index, long splits, long blocks, long rows, long bytes) {}

    static ReadResult of(
            ReadMode mode,
            List<ReaderTotals> totals,
            EmbeddedCluster.Ended job,
            long allocatedBytes) {
        Map<Integer, Long> splits = job.metrics().bySubtask("arrowSplitsRead");
        Map<Integer, Long> blocks = job.metrics().bySubtask("arrowBlocksRead");
        Map<Integer, Long> bytes = job.metrics().bySubtask("arrowBytesRead");
        List<Reader> readers = new ArrayList<>();
        List<ColumnSum> sums = null;
        for (ReaderTotals reader : totals) {
            int index = reader.reader();
            readers.add(
                    new Reader(
                            index,
                            splits.getOrDefault(index, 0L),
                            blocks.getOrDefault(index, 0L),
                            reader.rows(),
                            bytes.getOrDefault(index, 0L)));
            sums = sums == null ? reader.sums() : merge(sums, reader.sums());
        }
        readers.sort(Comparator.comparingInt(Reader::index));
        return new ReadResult(mode, readers, sums, job.seconds(), allocatedBytes);
    }

    private static List<ColumnSum> merge(List<ColumnSum> sums, List<ColumnSum> others) {
        for (int i = 0; i < sums.size(); i++) {
            sums.get(i).merge(others.get(i));
        }
        return sums;
    }

    void printTo(Console console) {
        console.println("   COUNT(*) = " + rows());
        for (ColumnSum sum : sums) {
            console.println("   SUM(%s) = %s".formatted(Printable.name(sum.column()), sum));
        }
        TextTable table = new TextTable("reader", "splits", "blocks", "rows", "bytes of blocks");
        for (Reader reader : readers) {
            addRow(table, Integer.toString(reader.index), reader);
        }
        addRow(table, "all", all());
        table.printTo(console);
        console.println("   " + Rate.of(rows(), all().bytes, seconds));
    }

    private static void addRow(TextTable table, String name, Reader reader) {
        table.add(
                name,
                count(reader.splits),
                count(reader.blocks),
                count(reader.rows),
                count(reader.bytes));
    }

    /** The results of read modes side by side. */
    static void printComparison(List<ReadResult> results, Console console) {
        TextTable table = new TextTable("read mode", "rows/s", "bytes/s", "buffer bytes allocated");
        for (ReadResult result : results) {
            table.add(
                    result.mode.name().toLowerCase(Locale.ROOT),
                    Rate.rows(result.rows(), result.seconds),
                    Rate.bytes(result.all().bytes, result.seconds),
                    count(result.allocatedBytes));
        }
        table.printTo(console);
        console.println("   Each mode ran once, and the later one found a warmer JVM.");
    }

    private long rows() {
        return all().rows;
    }

    private Reader all() {
        Reader all = new Reader(-1, 0, 0, 0, 0);
        for (Reader reader : readers) {
            all =
                    new Reader(
                            -1,
                            all.splits + reader.splits,
                            all.blocks + reader.blocks,
                            all.rows + reader.rows,
                            all.bytes + reader.bytes);
        }
        return all;
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
