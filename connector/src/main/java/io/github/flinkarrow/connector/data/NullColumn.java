/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

/** A column of any length in which every value is NULL. */
final class NullColumn extends Column {

    /** Of no batch, whichever it is first used for. */
    static final NullColumn INSTANCE = Views.notNoting(NullColumn::new);

    private NullColumn() {
        super(0, null, true);
    }
}
