/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

/** A row that is valid until its record batch is closed, and that takes notice of being copied. */
final class PassingRow extends BatchRow {

    private final CopyNotice copies;

    PassingRow(Column[] columns, int index, CopyNotice copies) {
        super(columns, index);
        this.copies = copies;
    }

    void noticeCopy() {
        copies.give();
    }
}
