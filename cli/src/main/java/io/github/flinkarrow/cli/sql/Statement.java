/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.cli.Progress;

/**
 * One statement. What a query returns is printed; what else has worked says nothing.
 *
 * @param progressSharesTerminal whether the progress has to go before a row is printed
 */
record Statement(
        String text,
        TableEnvironmentInternal tables,
        ResultFormat format,
        Progress progress,
        boolean progressSharesTerminal,
        Interruption interruption) {

    /** Runs it to its end, that of its job too. */
    void run() throws Exception {
        Operation operation = operation();
        if (operation instanceof SetOperation set && set.getKey().isPresent()) {
            tables.getConfig().set(set.getKey().get(), set.getValue().orElseThrow());
            return;
        }
        try (Interruption.Starting job = interruption.starting()) {
            TableResultInternal result = tables.executeInternal(operation);
            job.started(result.getJobClient().orElse(null));
            if (operation instanceof ModifyOperation) {
                result.await();
            } else if (result.getResultKind() == ResultKind.SUCCESS_WITH_CONTENT) {
                print(result);
            }
        }
    }

    private Operation operation() {
        try {
            return tables.getParser().parse(text).get(0);
        } catch (IllegalArgumentException e) {
            throw new ValidationException(
                    e.getMessage() + ": give each statement as an argument of its own");
        }
    }

    private void print(TableResultInternal result) throws Exception {
        RowType type =
                (RowType) result.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
        try (CloseableIterator<RowData> rows = result.collectInternal();
                ResultFormat.Rows printed = format.begin(type)) {
            while (rows.hasNext()) {
                RowData row = rows.next();
                if (progressSharesTerminal) {
                    progress.close();
                }
                printed.print(row);
            }
            printed.end();
        }
    }
}
