/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

/** What becomes of the data where a table or a partition is dropped. */
enum Dropping {
    /** Nothing: dropping is an error. */
    REFUSED,
    /** The files are deleted, where the catalog has made the table. */
    DELETES_DATA
}
