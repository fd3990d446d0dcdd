/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

/**
 * A row whose memory the garbage collector has: it stays what it is as long as somebody refers to
 * it, and so do its values.
 */
final class LastingRow extends BatchRow {

    LastingRow(Column[] columns, int index) {
        super(columns, index);
    }

    /** Another view of the same row, with a kind of its own. */
    LastingRow view() {
        LastingRow view = new LastingRow(columns, index);
        view.setRowKind(getRowKind());
        return view;
    }
}
