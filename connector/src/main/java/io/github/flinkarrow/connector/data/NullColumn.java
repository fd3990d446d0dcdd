/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

/** A column of any length in which every value is NULL. */
final class NullColumn extends Column {

    static final NullColumn INSTANCE = new NullColumn();

    private NullColumn() {
        super(0, null, true);
    }
}
