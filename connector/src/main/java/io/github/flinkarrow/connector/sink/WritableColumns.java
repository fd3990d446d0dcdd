/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Finds what cannot be written where it is declared, and not in the running job. */
final class WritableColumns {

    private WritableColumns() {}

    /**
     * Writes a file or stream without rows to nowhere.
     *
     * @throws ValidationException if Arrow has no type for a field, fields nest deeper than 64, a
     *     name has an unpaired surrogate, or a dictionary column is none
     * @throws IllegalArgumentException if the codec has no such level
     */
    static void require(RowType rowType, ArrowIpcWriteOptions options) {
        Schema written =
                DictionaryColumns.encode(
                        FlinkToArrowTypes.schema(rowType), options.dictionaryColumns());
        OutputStream nowhere = OutputStream.nullOutputStream();
        IpcOutput output =
                IpcOutput.of(
                        options.container(),
                        new OutputStreamChannel(nowhere, null, new Staging()),
                        written,
                        options.forFormat());
        try {
            output.finish(null);
        } catch (IllegalArgumentException e) {
            throw new ValidationException(
                    "the columns cannot be those of an Arrow IPC file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
