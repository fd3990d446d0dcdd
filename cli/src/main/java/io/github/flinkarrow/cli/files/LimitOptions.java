/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import picocli.CommandLine.Option;

/** How much of what is read of a file or stream is believed, where its rows are read too. */
final class LimitOptions extends MetadataLimitOptions {

    @Option(
            names = "--limit-batch-bytes",
            paramLabel = "SIZE",
            description =
                    "The most bytes of a record batch or dictionary, decompressed; 1gb by default.")
    void setBatchBytes(String size) {
        String option = "--limit-batch-bytes";
        long bytes = between(option, bytes(option, size), Long.MAX_VALUE);
        reading(reading().withMaxBatchBytes(bytes));
    }

    @Option(
            names = "--limit-batch-rows",
            paramLabel = "N",
            description = "The most rows of a batch that take no bytes; 16777216 by default.")
    void setBatchRows(int rows) {
        between("--limit-batch-rows", rows, Integer.MAX_VALUE);
        reading(reading().withMaxUnbackedRows(rows));
    }
}
