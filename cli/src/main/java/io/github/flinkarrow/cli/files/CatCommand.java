/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.json.JsonRows;
import io.github.flinkarrow.cli.json.RowShape;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.array.RecordBatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;

/** Prints rows. */
@Command(name = "cat", description = "Prints one JSON value a row.")
final class CatCommand implements Callable<Integer> {

    private static final int OUTPUT_BYTES = 1 << 16;

    private final StandardStreams streams;

    @Spec private CommandSpec command;

    @Mixin private LimitOptions limits;

    @Option(
            names = "--arrays",
            description = "Rows are arrays by position, and not objects by name.")
    private boolean arrays;

    private List<String> columns;

    private long limit = Long.MAX_VALUE;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or streams.")
    private List<String> files;

    CatCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "These columns alone, in this order.")
    void setColumns(List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new ParameterException(
                    command.commandLine(), "--columns names a column twice: " + names);
        }
        columns = names;
    }

    @Option(names = "--limit", paramLabel = "N", description = "No more rows than that in all.")
    void setLimit(long rows) {
        if (rows < 0) {
            throw new ParameterException(
                    command.commandLine(), "--limit must be 0 or more but is " + rows);
        }
        limit = rows;
    }

    @Override
    public Integer call() throws IOException {
        RowShape shape = arrays ? RowShape.ARRAY : RowShape.OBJECT;
        try (JsonRows out =
                new JsonRows(new BufferedOutputStream(streams.out(), OUTPUT_BYTES), shape)) {
            long left = limit;
            for (String file : files) {
                left -= print(file, left, out);
            }
        }
        return CommandLine.ExitCode.OK;
    }

    /** Prints the rows of a file, and returns how many. */
    private long print(String file, long most, JsonRows out) throws IOException {
        long printed = 0;
        try (RecordBatches batches = RecordBatches.open(file, streams, limits.reading())) {
            Projection projection = ChosenColumns.of(file, batches.schema(), columns, arrays);
            while (printed < most) {
                try (RecordBatch batch = batches.next(projection)) {
                    if (batch == null) {
                        break;
                    }
                    int rows = (int) Math.min(batch.rowCount(), most - printed);
                    out.write(batch, rows);
                    out.flush();
                    printed += rows;
                }
            }
        }
        return printed;
    }
}
