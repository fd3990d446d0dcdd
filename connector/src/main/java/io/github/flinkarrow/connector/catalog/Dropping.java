/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.Path;

import java.io.IOException;

/** What becomes of the data where a table or a partition is dropped. */
enum Dropping {
    /** Nothing: dropping is an error where there is any. */
    REFUSED,
    /** The files are deleted, where the catalog has made the table. */
    DELETES_DATA;

    /**
     * @throws IOException if data is not to be deleted; the message says what would do so
     */
    void requireDeletion(String what, Path path) throws IOException {
        if (this != DELETES_DATA) {
            throw new IOException(
                    "%s: %s would delete the data: a catalog allows it that is created with '%s' = 'true'"
                            .formatted(path, what, ArrowIpcCatalogOptions.DROP_DELETES_DATA.key()));
        }
    }
}
