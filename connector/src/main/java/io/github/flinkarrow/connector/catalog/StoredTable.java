/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

/** What CREATE TABLE said of a table: a file without rows in the table's directory. */
final class StoredTable {

    static final String FILE = "_schema.arrow";

    private StoredTable() {}
}
